import { describe, expect, it } from 'vitest';

import { loadComposeProject } from '../compose/load-project.ts';
import { convertYaml } from '../quadlet/convert-yaml.fixtures.ts';
import { convertToCompose } from './convert-to-compose.ts';
import { convert, serviceOf, toldOf } from './one-container.fixtures.ts';

const container = '[Container]\nImage=x\n';

describe('containers that ask for each other', () => {
  it('are no circle in compose, which would refuse it', () => {
    const { compose, findings } = convert({
      'a.container': `[Unit]\nWants=b.service\n${container}`,
      'b.container': `[Unit]\nRequires=c.service\nAfter=c.service\n${container}`,
      'c.container': `${container}Network=a.container\n`,
    });

    expect(compose.services['a']).not.toHaveProperty('depends_on');
    expect(compose.services['b']).toMatchObject({ depends_on: { c: {} } });
    expect(findings).toContainEqual(expect.objectContaining({ subject: 'a.container', attribute: 'Unit.Wants' }));
  });

  it('in a pod give the network to one that waits for none of the others', () => {
    const { compose } = convert({
      'a.container': `[Unit]\nRequires=b.service\nAfter=b.service\n${container}Pod=p.pod\n`,
      'b.container': `${container}Pod=p.pod\n`,
      'p.pod': '[Pod]\nPublishPort=80:80\n',
    });

    expect(compose.services['b']).toMatchObject({ ports: ['80:80'], network_mode: 'bridge' });
    expect(compose.services['a']).toMatchObject({ network_mode: 'service:b', depends_on: { b: {} } });
  });

  it('still depend on those that do not ask for them', () => {
    const files = { 'a.container': `[Unit]\nWants=b.service\n${container}`, 'b.container': container };

    expect(convert(files).compose.services['a']).toMatchObject({ depends_on: { b: { required: false } } });
  });

  it('as a VPN does that starts its guests again come back as a project that can be read', async () => {
    const yaml = 'name: p\nservices:\n  a: {image: x, network_mode: service:b}\n  b: {image: y}\n';
    const { files } = await convertYaml({ yaml, options: { reviveGuests: true } });
    const { text } = convertToCompose({ files });
    const source = { directory: '/srv/p', file: 'compose.yaml', files: { read: () => Promise.resolve(text) } };

    expect((await loadComposeProject(source)).model?.services['b']).not.toHaveProperty('depends_on');
  });
});

describe('names', () => {
  it('with signs of systemd are those of Podman', () => {
    const { compose } = convert({
      'a.container': `${container}ContainerName=%p\nVolume=d.volume:/d\nNetwork=n.network\n`,
      'b.container': `${container}Network=container:a\n`,
      'd.volume': '[Volume]\nVolumeName=%p-of-a\n',
      'n.network': '[Network]\nNetworkName=%N-of-a\n',
    });

    expect(compose).toMatchObject({
      services: { a: { container_name: 'a' }, b: { network_mode: 'service:a' } },
      volumes: { d: { name: 'd-of-a' } },
      networks: { n: { name: 'n-of-a' } },
    });
  });

  it.each(['volume', 'network'])('of which two %ss are the same are an error: they would become one', (kind) => {
    const section = kind === 'volume' ? '[Volume]' : '[Network]';
    const files = {
      'm-a.container': container,
      [`d.${kind}`]: `# arr-mcp: project m, ${kind}s.d\n${section}\n`,
      [`m-d.${kind}`]: `${section}\n`,
    };

    expect(convert(files).findings).toContainEqual(
      expect.objectContaining({ level: 'error', subject: `m-d.${kind}`, attribute: 'file' }),
    );
  });
});

describe('a plain $NAME', () => {
  it('is a text in a pair, and a variable where it is the whole word', () => {
    expect(serviceOf('Environment=PASS=pa$ss WORD=$ecret\nLabel=a=$b\nPodmanArgs=--env E=$F\nHostName=$HOST')).toEqual({
      environment: { PASS: 'pa$$ss', WORD: '$$ecret', E: '$$F' },
      labels: { a: '$$b' },
      hostname: '${HOST}',
    });
  });

  it('is a variable in a pair in braces', () => {
    expect(serviceOf('Environment=A=${B}')).toEqual({ environment: { A: '${B}' } });
  });
});

describe('keys of systemd', () => {
  it.each([
    ['EnvironmentFile=/srv/.env', /warning Service.EnvironmentFile .*\.env/],
    ['ProtectSystem=strict', /warning Service.ProtectSystem compose has no units/],
    ['ExecStartPre=/bin/true', /warning Service.ExecStartPre compose runs nothing on the host/],
  ])('%s tells its way out', (line, told) => {
    expect(toldOf(`${container}[Service]\n${line}`).join('\n')).toMatch(told);
  });
});
