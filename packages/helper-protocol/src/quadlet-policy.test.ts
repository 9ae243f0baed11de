import { describe, expect, it } from 'vitest';

import type { QuadletKind } from './names.ts';
import { parseQuadletFile } from './quadlet-file.ts';
import { checkQuadletPolicy } from './quadlet-policy.ts';

const scopes = {
  bindDirectories: ['/opt/stacks', '/media-server'],
  stacksDirectory: '/opt/stacks',
  home: '/home/media',
  runtimeDirectory: '/run/user/1001',
  quadletDirectory: '/home/media/.config/containers/systemd',
  uid: 1001,
  user: 'media',
};

function parsed(text: string) {
  const result = parseQuadletFile(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.file;
}

function check(text: string, kind: QuadletKind = 'container', options: { before?: string; allow?: boolean } = {}) {
  return checkQuadletPolicy({
    kind,
    file: parsed(text),
    previous: options.before === undefined ? undefined : parsed(options.before),
    scopes,
    allowHostAccess: options.allow ?? false,
    setting: 'HELPER_ALLOW_HOST_ACCESS=true',
  });
}

const inContainer = (line: string) => check(`[Container]\nImage=x\n${line}`).problems;

describe('checkQuadletPolicy', () => {
  it.each([
    'Volume=/media-server/tv:/tv:ro',
    'Volume=/opt/stacks/a/config:/config:Z',
    'Volume=config.volume:/config',
    'Volume=named:/config:U',
    'Volume=/anonymous',
    'Volume=/etc/localtime:/etc/localtime:ro',
    'Volume=/opt/../media-server/x:/x',
    'Mount=type=bind,source=/media-server/tv,destination=/tv',
    'Mount=type=tmpfs,destination=/tmp,tmpfs-size=64m',
    'Mount=type=volume,source=x.volume,destination=/x,ro=true',
    'Mount=type=bind,"source=/media-server/a, b",destination=/tv',
    'Network=media.network:alias=sonarr',
    'Network=pasta',
    'Network=none',
    'UserNS=keep-id:uid=1000,gid=1000',
    'EnvironmentFile=/opt/stacks/a/.env',
    'Secret=key,type=env,target=KEY',
    'Sysctl=net.ipv4.conf.all.src_valid_mark=1',
    'SecurityLabelDisable=false',
    'Exec=sh -c "a ; b"',
    'HealthCmd=curl -f http://localhost ; exit 1',
    'LogOpt=max-size=10m',
    'Annotation=org.example.note=1',
    'ContainerName=%N',
    'PublishPort=8989:8989',
    'AddCapability=',
    'PodmanArgs=--cpus 1.5 --memory 536870912',
    'Exec=find . -exec rm {} ${ARR_SEMICOLON}',
  ])('accepts %s', (line) => {
    expect(inContainer(line)).toEqual([]);
  });

  it.each([
    ['PodmanArgs=--pid=host', /--pid may not/],
    ['PodmanArgs=--memory 1g --privileged', /not among/],
    ['GlobalArgs=--root=/x', /any argument/],
    ['ContainersConfModule=/x.conf', /containers.conf/],
    ['AddCapability=NET_ADMIN', /rights/],
    ['AddDevice=/dev/dri', /device/],
    ['SecurityLabelDisable=true', /confines/],
    ['SeccompProfile=unconfined', /confines/],
    ['Unmask=ALL', /confines/],
    ['GroupAdd=keep-groups', /groups/],
    ['EnvironmentHost=yes', /environment/],
    ['Network=host', /network of the host/],
    ['Network="host"', /network of the host/],
    ['Network=bridge,host', /network of the host/],
    ['Network=ns:/proc/1/ns/net', /network of the host/],
    ['Network=slirp4netns:allow_host_loopback=true', /options/],
    ['Network=${NET}', /cannot be known/],
    ['UserNS=host', /namespace/],
    ['Volume=/:/host', /outside/],
    ['Volume=/media-server2:/x', /outside/],
    ['Volume=/etc/localtime:/etc/localtime', /outside/],
    ['Volume=/etc/localtime:/etc/localtime:ro,z', /outside/],
    ['Volume=/etc/localtime/../shadow:/x:ro', /outside/],
    ['Volume=/media-server/../etc:/x', /outside/],
    ['Volume="/etc:/x"', /variable|outside/],
    ['Volume=%h/.ssh:/x', /outside/],
    ['Volume=.:/x', /outside/],
    ['Volume=%t/podman/podman.sock:/var/run/docker.sock', /controls the host/],
    ['Volume=%t/x:/x', /runtime directory/],
    ['Volume=/media-server/docker.sock:/x', /controls the host/],
    ['Volume=%Z/x:/x', /specifier/],
    ['Volume=$HOME:/x', /variable/],
    ['Volume=/media-server/a:/x:O,upperdir=/etc,workdir=/tmp', /further folders/],
    ['Volume=named:/x:volume-opt=device=/etc', /further folders/],
    ['Mount=type=bind,src=/etc,dst=/x', /outside/],
    ['Mount=type=volume,src=x,dst=/x,volume-opt=o=bind,volume-opt=device=/etc', /further folders/],
    ['Mount=type=bind,src=/media-server,dst=/x,UPPERDIR=/etc', /further folders/],
    ['Mount=type=glob,src=/media-server/*,dst=/x', /mount/],
    ['Mount="type=bind","src=/etc",dst=/x', /outside/],
    ['EnvironmentFile=%h/.env', /outside/],
    ['EnvironmentFile=/opt/stacks/.env /etc/shadow', /outside/],
    ['Rootfs=/:O', /outside/],
    ['LogOpt=path=/home/media/.bashrc', /outside/],
    ['HealthLogDestination=/home/media', /outside/],
    ['Annotation=run.oci.hooks.stdout=/home/media/.bashrc', /runtime/],
    ['Sysctl=kernel.core_pattern=x', /sysctl/],
    ['Image=--privileged', /option/],
    ['Image=dir:/etc', /file of the host/],
    ['ContainerName=--privileged', /plain name/],
    ['ServiceName=arr-helper', /another purpose/],
    ['Exec=a ; /bin/sh -c evil', /new command/],
    ['Exec=a "\\x3b" b', /new command/],
    ['HostName=;', /new command/],
    ['Bogus=1', /no such setting/],
  ])('refuses a new %s', (line, reason) => {
    const problems = inContainer(line);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(reason);
    expect(problems[0]).toContain(`[Container] ${line}`);
    expect(problems[0]).toContain('HELPER_ALLOW_HOST_ACCESS=true allows it');
  });

  it.each([
    'Volume=/opt/stacks/media/config:/config',
    'Volume=/opt/stacks/media/config/compose.yaml:/compose.yaml',
    'Volume=/opt/stacks/media/prometheus.yaml:/etc/prometheus.yaml',
    'Volume=/opt/stacks:/s:ro',
    'Volume=/opt/stacks/media:/s:Z,ro',
    'Volume=/opt/stacks/media/.env:/env:ro',
    'Volume=/media-server:/m',
    'Mount=type=bind,src=/opt/stacks,dst=/s,ro',
    'Mount=type=bind,src=/opt/stacks,dst=/s,readonly',
    'Mount=type=bind,src=/opt/stacks/media,dst=/s,readonly=true',
    'Mount=type=bind,src=/opt/stacks/media/config,dst=/c',
    'LogOpt=path=/opt/stacks/media/logs/x.log',
  ])('lets a container have %s, which changes no stack', (line) => {
    expect(inContainer(line)).toEqual([]);
  });

  it.each([
    'Volume=/opt/stacks:/s',
    'Volume=/opt/stacks/:/s:Z',
    'Volume=/opt/stacks/media/../../stacks:/s',
    'Volume=/opt/stacks:/s:rw',
    'Volume=/opt/stacks:/s:ro,U',
    'Volume=/opt/stacks/media:/s',
    'Volume=/opt/stacks/media/config/..:/s',
    'Volume=/opt/stacks/media/compose.yaml:/f',
    'Volume=/opt/stacks/media/docker-compose.override.yml:/f',
    'Volume=/opt/stacks/media/.env:/f',
    'Volume=/opt/stacks/media/.env.local:/f',
    'Volume=/opt/stacks/media/sonarr.env:/f',
    'Mount=type=bind,src=/opt/stacks,dst=/s',
    'Mount=type=bind,src=/opt/stacks,dst=/s,ro=false',
    'Mount=type=bind,src=/opt/stacks,dst=/s,ro=yes',
    'Mount=type=bind,src=/opt/stacks,dst=/s,ro,U=true',
    'Mount=type=bind,src=/opt/stacks/media,dst=/s,chown,readonly',
    'Mount=type=bind,src=/opt/stacks/media/.env,dst=/f',
    'Rootfs=/opt/stacks/media',
    'LogOpt=path=/opt/stacks/media/.env',
    'HealthLogDestination=/opt/stacks/media',
  ])('refuses a new %s, which could rewrite a stack, and names the ways out', (line) => {
    expect(inContainer(line)).toEqual([
      expect.stringMatching(
        /rewrite what stack_up runs; mount it read-only, or a subfolder such as \/opt\/stacks\/media\/config; HELPER_/,
      ),
    ]);
  });

  it('counts the stacks directory also where it lies inside another scope or behind a link', () => {
    const nested = { ...scopes, stacksDirectory: '/media-server/stacks' };
    const linked = { ...scopes, resolveLinks: (path: string) => path.replace('/opt/stacks', '/media-server/s') };
    for (const [own, line] of [
      [nested, 'Volume=/media-server:/m'],
      [nested, 'Volume=/media-server/stacks/media:/m'],
      [linked, 'Volume=/media-server/s/media:/m'],
      [linked, 'Volume=/media-server:/m'],
    ] as const) {
      const file = parsed(`[Container]\nImage=x\n${line}`);
      const input = { kind: 'container', file, scopes: own, allowHostAccess: false, setting: 'S' } as const;
      expect(checkQuadletPolicy(input).problems).toHaveLength(1);
    }
  });

  it.each([
    ['Service', 'ExecStartPre=/bin/sh'],
    ['Service', 'Environment=A=1'],
    ['Service', 'Environment=ARR_SEMICOLON=;;'],
    ['Service', 'Environment=ARR_SEMICOLON=; LD_PRELOAD=/x'],
    ['Service', 'Environment=ARR_EMPTY=x'],
    ['Service', 'Environment='],
    ['Unit', 'Environment=ARR_EMPTY='],
    ['Service', 'User=root'],
    ['Service', 'PAMName=login'],
    ['Service', 'BindPaths=/etc'],
    ['Service', 'StandardOutput=file:/home/media/.bashrc'],
    ['Service', 'Type=simple'],
    ['Unit', 'FailureAction=exit'],
    ['Unit', 'OnFailure=podman-kube@-home-x.service'],
    ['Unit', 'Wants=exit.target'],
    ['Unit', 'Conflicts=arr-helper.service'],
    ['Install', 'Alias=dbus.service'],
    ['Install', 'WantedBy=../x.target'],
    ['Pod', 'PodName=x'],
    ['X-Container', 'Volume=/:/x'],
    [' Service ', 'ExecStartPre=/bin/sh'],
  ])('refuses [%s] %s', (section, line) => {
    expect(check(`[Container]\nImage=x\n[${section}]\n${line}`).problems).toHaveLength(1);
  });

  it('accepts restart rules, limits, dependencies and what systemd ignores', () => {
    const text = `[Unit]\nDescription=a\nAfter=b.service\nWants=b.service\nConditionPathExists=/x\nStartLimitBurst=3
[Container]\nImage=x\n[Service]\nRestart=always\nTimeoutStartSec=900\nMemoryMax=1G\nType=oneshot\nNice=5
Environment="ARR_SEMICOLON=;"\nEnvironment=ARR_EMPTY=
[Install]\nWantedBy=default.target\n[Quadlet]\nDefaultDependencies=false\n[X-Note]\nExecStart=free text`;
    expect(check(text)).toEqual({ problems: [], warnings: [] });
  });

  it.each([
    ['volume', '[Volume]\nType=none\nOptions=bind\nDevice=/etc', 1],
    ['volume', '[Volume]\nType=none\nOptions=bind\nDevice=/media-server/x', 0],
    ['volume', '[Volume]\nType=none\nOptions=bind\nDevice=/opt/stacks', 1],
    ['volume', '[Volume]\nType=none\nOptions=bind\nDevice=/opt/stacks/media', 1],
    ['volume', '[Volume]\nType=none\nOptions=bind\nDevice=/opt/stacks/media/config', 0],
    ['volume', '[Volume]\nType=overlay\nDevice=none\nOptions=lowerdir=/etc', 1],
    ['build', '[Build]\nImageTag=localhost/x\nFile=/etc/x\nSetWorkingDirectory=%h', 2],
    ['build', '[Build]\nImageTag=localhost/x\nSetWorkingDirectory=/opt/stacks/x\nSecret=id=a,src=/etc/shadow', 1],
    ['kube', '[Kube]\nYaml=/opt/stacks/x.yaml', 1],
    ['pod', '[Pod]\nVolume=/etc:/etc\nNetwork=host', 2],
    ['pod', '[Pod]\nVolume=/opt/stacks:/s', 1],
    ['build', '[Build]\nImageTag=localhost/x\nSetWorkingDirectory=/opt/stacks/x\nVolume=/opt/stacks/x:/x', 1],
    ['network', '[Network]\nSubnet=10.0.0.0/24\nNetworkName=--x', 1],
    ['image', '[Image]\nImage=docker.io/library/x\nAuthFile=%h/auth.json', 1],
  ] as const)('checks a .%s file', (kind, text, count) => {
    expect(check(text, kind).problems).toHaveLength(count);
  });

  it('lets stay what stood in the file before, and nothing beside it', () => {
    const before = '[Container]\nImage=x\nNetwork=host\n[Service]\nExecStartPre=/bin/true';
    expect(check(`${before}\nRestart=always`, 'container', { before }).problems).toEqual([]);
    expect(check(`${before}\nExecStartPre=/bin/false`, 'container', { before }).problems).toHaveLength(1);
  });

  it('turns refusals into warnings when the operator allows them', () => {
    const { problems, warnings } = check('[Container]\nImage=x\nNetwork=host', 'container', { allow: true });
    expect([problems.length, warnings.length]).toEqual([0, 1]);
  });

  it('follows the links of existing paths', () => {
    const file = parsed('[Container]\nImage=x\nVolume=/media-server/link:/x');
    const linked = { ...scopes, resolveLinks: (path: string) => path.replace('/media-server/link', '/etc') };
    const input = { kind: 'container', file, scopes: linked, allowHostAccess: false, setting: 'S' } as const;
    expect(checkQuadletPolicy(input).problems).toHaveLength(1);
  });
});
