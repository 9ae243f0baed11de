import { describe, expect, it } from 'vitest';

import { convert, serviceOf, toldOf } from './one-container.fixtures.ts';

const container = '[Container]\nImage=x\n';

describe('networks', () => {
  it.each([
    ['Network=host', { network_mode: 'host' }],
    ['Network=none', { network_mode: 'none' }],
    ['Network=pasta:-t,auto', { network_mode: 'pasta:-t,auto' }],
    ['Network=container:other', { network_mode: 'container:other' }],
    ['Network=own.network', { networks: ['own'] }],
    ['Network=there', { networks: ['there'] }],
    [
      'Network=own.network:alias=app,alias=web,ip=10.0.0.2,mac=02:42:ac:11:00:02',
      { networks: { own: { aliases: ['web'], ipv4_address: '10.0.0.2', mac_address: '02:42:ac:11:00:02' } } },
    ],
    [
      'Network=own.network\nNetworkAlias=web\nIP=10.0.0.2',
      { networks: { own: { aliases: ['web'], ipv4_address: '10.0.0.2' } } },
    ],
    ['IP=10.88.0.9', { networks: { podman: { ipv4_address: '10.88.0.9' } } }],
  ])('%s', (lines, expected) => {
    expect(serviceOf(lines, { 'own.network': '[Network]\n' })).toEqual(expected);
  });

  it('keep their names and settings', () => {
    const own =
      '[Network]\nNetworkName=n\nInternal=true\nIPv6=true\nSubnet=10.1.0.0/24\nSubnet=10.2.0.0/24\nGateway=10.1.0.1\nOptions=mtu=1400\nLabel=a=b\nDisableDNS=true';

    expect(
      convert({ 'app.container': `${container}Network=own.network\nNetwork=there\n`, 'own.network': own }).compose
        .networks,
    ).toEqual({
      own: {
        name: 'n',
        internal: true,
        enable_ipv6: true,
        ipam: { config: [{ subnet: '10.1.0.0/24', gateway: '10.1.0.1' }, { subnet: '10.2.0.0/24' }] },
        driver_opts: { mtu: '1400' },
        labels: { a: 'b' },
        'x-podman.disable_dns': true,
      },
      there: { external: true },
    });
  });

  it('cannot stand beside a network mode', () => {
    expect(toldOf('Network=host\nNetwork=there').join()).toMatch(/error Container.Network/);
  });
});

describe('mounts', () => {
  it.each([
    ['Volume=/srv/my data:/data:ro', ['/srv/my data:/data:ro']],
    ['Volume=/srv/100%%:/x', ['/srv/100%:/x']],
    ['Volume=%h/p:/x', ['~/p:/x']],
    ['Volume=%t/podman:/run/podman', ['${XDG_RUNTIME_DIR}/podman:/run/podman']],
    ['Volume=/data', ['/data']],
    ['Volume=data.volume:/x:Z', ['data:/x:Z']],
    ['Volume=there:/x', ['there:/x']],
    [
      'Mount=type=bind,"source=/a b",destination=/c,ro',
      [{ type: 'bind', source: '/a b', target: '/c', read_only: true }],
    ],
    [
      'Mount=type=volume,source=data.volume,destination=/y,subpath=s',
      [{ type: 'volume', source: 'data', target: '/y', volume: { subpath: 's' } }],
    ],
    ['Mount=type=tmpfs,tmpfs-size=512M,destination=/t', [{ type: 'tmpfs', target: '/t', tmpfs: { size: '512m' } }]],
    ['Mount=type=image,source=i:1,destination=/i', [{ type: 'image', source: 'i:1', target: '/i', read_only: true }]],
    [
      'Mount=type=bind,src=/a,dst=/b,relabel=private,bind-propagation=rslave',
      [{ type: 'bind', source: '/a', target: '/b', bind: { propagation: 'rslave', selinux: 'Z' } }],
    ],
  ])('%s', (lines, volumes) => {
    expect(serviceOf(lines, { 'data.volume': '[Volume]\n' })).toEqual({ volumes });
  });

  it('of volumes keep the names that hold the data', () => {
    const files = {
      'app.container': `${container}Volume=a.volume:/a\nVolume=b.volume:/b\nVolume=c:/c\n`,
      'a.volume': '[Volume]\n',
      'b.volume': '[Volume]\nVolumeName=kept\nDevice=/srv/b\nType=none\nOptions=bind',
    };

    expect(convert(files).compose.volumes).toEqual({
      a: { name: 'systemd-a' },
      b: { name: 'kept', driver_opts: { device: '/srv/b', type: 'none', o: 'bind' } },
      c: { external: true },
    });
  });

  it('of a volume whose file is missing say so', () => {
    expect(toldOf('Volume=gone.volume:/x').join()).toMatch(
      /warning Container.Volume gone.volume is not among the files/,
    );
  });
});

describe('pods', () => {
  const pod = '[Pod]\nPodName=p\nPublishPort=8080:80\nNetwork=there\nVolume=/shared:/shared\nAddHost=h:1.2.3.4\n';
  const inPod = `${container}Pod=p.pod\n`;

  it('become services that share the network of the first', () => {
    const { compose, findings } = convert({ 'a.container': inPod, 'b.container': inPod, 'p.pod': pod });

    expect(compose.services).toEqual({
      a: {
        image: 'x',
        container_name: 'systemd-a',
        ports: ['8080:80'],
        networks: ['there'],
        volumes: ['/shared:/shared'],
        extra_hosts: ['h:1.2.3.4'],
        ipc: 'shareable',
      },
      b: {
        image: 'x',
        container_name: 'systemd-b',
        network_mode: 'service:a',
        volumes: ['/shared:/shared'],
        ipc: 'service:a',
      },
    });
    expect(findings.filter(({ level }) => level === 'warning').map(({ subject }) => subject)).toEqual([
      'a.container',
      'b.container',
    ]);
  });

  it('that are not there are an error', () => {
    expect(toldOf('Pod=gone.pod').join()).toMatch(/error Container.Pod/);
  });
});

describe('images and builds', () => {
  it('of their own files', () => {
    expect(
      serviceOf('[Container]\nImage=i.image', { 'i.image': '[Image]\nImage=quay.io/a/b:1\nArch=arm64\nVariant=v8' }),
    ).toEqual({ image: 'quay.io/a/b:1', platform: 'linux/arm64/v8' });
    const build =
      '[Build]\nImageTag=localhost/a:1\nImageTag=localhost/b:1\nSetWorkingDirectory=/srv/src\nFile=/srv/src/Containerfile\nTarget=prod\nPodmanArgs=--build-arg "K=a b" --no-cache\nPull=always\nArch=arm64';
    expect(serviceOf('[Container]\nImage=b.build', { 'b.build': build })).toEqual({
      image: 'localhost/a:1',
      build: {
        context: '/srv/src',
        dockerfile: '/srv/src/Containerfile',
        target: 'prod',
        args: { K: 'a b' },
        tags: ['localhost/b:1'],
        platforms: ['linux/arm64'],
        pull: true,
        no_cache: true,
      },
    });
  });

  it('of Kubernetes files are an error', () => {
    expect(convert({ 'k.kube': '[Kube]\nYaml=k.yaml' }).findings).toContainEqual(
      expect.objectContaining({ level: 'error', subject: 'k.kube' }),
    );
  });
});

describe('names', () => {
  it.each([
    [
      'the marker',
      { 'media-a.container': `# arr-mcp: project media, services.a.b\n\n${container}` },
      undefined,
      'media',
      ['a.b'],
    ],
    [
      'what all names start with',
      { 'my-media-a.container': container, 'my-media-b.container': container },
      undefined,
      'my-media',
      ['a', 'b'],
    ],
    ['the option', { 'sonarr.container': container }, 'Stack', 'stack', ['sonarr']],
    ['the option, of which names have the start', { 'stack-a.container': container }, 'stack', 'stack', ['a']],
    [
      'nothing',
      { 'sonarr.container': container, 'radarr.container': container },
      undefined,
      undefined,
      ['radarr', 'sonarr'],
    ],
  ])('come from %s', (_from, files, option, project, services) => {
    const { compose } = convert(files, option);

    expect(compose.name).toBe(project);
    expect(Object.keys(compose.services)).toEqual(services);
  });

  it('that compose gives by itself are left out', () => {
    const files = {
      'm-a.container': `${container}Network=m-default.network\nVolume=m-d.volume:/d\n`,
      'm-default.network': '[Network]\nNetworkName=m_default',
      'm-d.volume': '[Volume]\nVolumeName=m_d',
    };
    const { compose } = convert(files);

    expect(compose).toEqual({
      name: 'm',
      services: { a: { image: 'x', container_name: 'systemd-m-a', volumes: ['d:/d'] } },
      networks: { default: {} },
      volumes: { d: {} },
      secrets: {},
    });
  });

  it('of templates need an instance', () => {
    expect(convert({ 'x@.container': container }).findings).toEqual([
      expect.objectContaining({ level: 'error', subject: 'x@.container' }),
    ]);
    expect(
      convert({ 'x@.container': `${container}HostName=%i\n[Install]\nDefaultInstance=one` }).compose.services,
    ).toMatchObject({ 'x-one': { hostname: 'one', container_name: 'systemd-x_one' } });
  });

  it('that are the same are an error', () => {
    const marked = `# arr-mcp: project m, services.a\n${container}`;

    expect(convert({ 'm-a.container': marked, 'm-b.container': marked }).findings).toContainEqual(
      expect.objectContaining({ level: 'error', subject: 'm-b.container' }),
    );
  });
});

describe('what cannot be read', () => {
  it('is an error with its line, and there is no text', () => {
    const { findings, text } = convert({ 'app.container': '[Container]\nImage=x\nnonsense\n' });

    expect(text).toBe('');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ level: 'error', subject: 'app.container' });
    expect(findings[0]?.text).toMatch(/^line 3 /);
  });

  it('is an empty set as well', () => {
    expect(convert({}).findings).toEqual([expect.objectContaining({ level: 'error', subject: 'project' })]);
  });
});
