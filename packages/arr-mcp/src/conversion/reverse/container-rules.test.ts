import { describe, expect, it } from 'vitest';

import { serviceOf, toldOf } from './one-container.fixtures.ts';

describe('[Container]', () => {
  it.each([
    ['Exec=sh -c "echo $$HOME; date +%%F" a\\x3bb', { command: ['sh', '-c', 'echo $$HOME; date +%F', 'a;b'] }],
    [
      'Exec=find ${ARR_SEMICOLON} ${ARR_EMPTY} x\n[Service]\nEnvironment="ARR_SEMICOLON=;"\nEnvironment="ARR_EMPTY="',
      { command: ['find', ';', '', 'x'] },
    ],
    ['Entrypoint=["/bin/tool","a b",""]', { entrypoint: ['/bin/tool', 'a b', ''] }],
    ['Entrypoint=/bin/tool --a', { entrypoint: ['/bin/tool --a'] }],
    ['Entrypoint=[]', { entrypoint: [] }],
    [
      'Environment="MSG=say \\"hi\\"" B=\nEnvironment=C=p%%d$$x',
      { environment: { MSG: 'say "hi"', B: '', C: 'p%d$$x' } },
    ],
    ['Environment=A=1\nEnvironment=\nEnvironment=B=2', { environment: { B: '2' } }],
    ['EnvironmentFile=/srv/a.env', { env_file: [{ path: '/srv/a.env', format: 'raw' }] }],
    ['EnvironmentFile=%h/a.env', { env_file: [{ path: '${HOME}/a.env', format: 'raw' }] }],
    ['User=1000\nGroup=100', { user: '1000:100' }],
    ['AddCapability=NET_ADMIN SYS_TIME\nDropCapability=ALL', { cap_add: ['NET_ADMIN', 'SYS_TIME'], cap_drop: ['ALL'] }],
    ['AddDevice="/dev/serial/by-id/a b:/dev/tty0"', { devices: ['/dev/serial/by-id/a b:/dev/tty0'] }],
    ['AddHost=h:::1\nAddHost=i:1.2.3.4', { extra_hosts: ['h=::1', 'i:1.2.3.4'] }],
    ['AddHost=a;b:1.2.3.4\nAddHost=c;d:::1', { extra_hosts: ['a:1.2.3.4', 'b:1.2.3.4', 'c=::1', 'd=::1'] }],
    ['HealthCmd=x\nHealthRetries=many', { healthcheck: { test: ['CMD-SHELL', 'x'] } }],
    ['Timezone=Europe/Berlin', { environment: { TZ: 'Europe/Berlin' } }],
    ['Timezone=local', {}],
    ['Sysctl="net.ipv4.ping_group_range=0 2147483647"', { sysctls: { 'net.ipv4.ping_group_range': '0 2147483647' } }],
    [
      'PublishPort=127.0.0.1:53:53/udp\nPublishPort=:80:81\nPublishPort=::82',
      { ports: ['127.0.0.1:53:53/udp', '80:81', '82'] },
    ],
    ['Ulimit=nofile=1024:2048\nUlimit=nproc=9', { ulimits: { nofile: { soft: '1024', hard: '2048' }, nproc: '9' } }],
    ['LogDriver=json-file\nLogOpt=max-size=10m', { logging: { driver: 'json-file', options: { 'max-size': '10m' } } }],
    ['Label="r=^/(.*)$$" empty', { labels: { r: '^/(.*)$$', empty: '' } }],
    [
      'NoNewPrivileges=true\nSecurityLabelDisable=yes\nUnmask=ALL\nSeccompProfile=unconfined',
      { security_opt: ['no-new-privileges:true', 'label:disable', 'unmask=ALL', 'seccomp:unconfined'] },
    ],
    ['StopTimeout=90\n[Service]\nTimeoutStopSec=120', { stop_grace_period: '90s' }],
    ['RemapUsers=keep-id\nRemapUid=200\nRemapGid=210', { userns_mode: 'keep-id:uid=200,gid=210' }],
    ['UIDMap=0:10000:10', { 'x-podman.uidmaps': ['0:10000:10'] }],
    ['ShmSize=67108864\nMemory=1g', { shm_size: '64m', mem_limit: '1g' }],
    ['ContainerName="db"', { container_name: 'db' }],
    [
      'Secret=token,target=/run/secrets/t,mode=0440',
      { secrets: [{ source: 'token', target: '/run/secrets/t', mode: '0440' }] },
    ],
    ['Pull=newer', { pull_policy: 'daily' }],
    ['RunInit=on\nReadOnly=1', { init: true, read_only: true }],
  ])('%s', (lines, expected) => {
    expect(serviceOf(lines)).toEqual(expected);
  });

  it.each([
    ['Label=regex=^foo(\\?.*)?$', /info Container.Label .*unknown escape/],
    ['EnvironmentFile=rel', /warning Container.EnvironmentFile .*beside the compose file/],
    ['HealthOnFailure=kill', /warning Container.HealthOnFailure/],
    ['AutoUpdate=registry', /info Container.AutoUpdate .*label/],
    ['Secret=s,type=env,target=K', /error Container.Secret .*K_FILE/],
    ['PublishPort=${PORT}:80', /warning Container.PublishPort .*set PORT/],
    ['HealthCmd=x\nHealthRetries=many', /warning Container.HealthRetries many is no whole number/],
    ['Timezone=local', /warning Container.Timezone .*\/etc\/localtime/],
    ['HostName=%m', /warning Container.HostName .*%m/],
    ['AddDevice=-/dev/dri', /warning Container.AddDevice .*missing/],
    ['Nonsense=1', /warning Container.Nonsense .*knows no Nonsense/],
    ['[Container]\nExec=x', /error Container.Image .*no image/],
    ['Image=y.build', /error Container.Image .*not among the files/],
  ])('%s is told of', (lines, expected) => {
    expect(toldOf(lines).join('\n')).toMatch(expected);
  });
});

describe('PodmanArgs', () => {
  it.each([
    ['--cpus 1.5 --memory 536870912', { cpus: '1.5', mem_limit: '512m' }],
    ['--privileged --tty=false -i', { privileged: true, tty: false, stdin_open: true }],
    ['--security-opt apparmor=unconfined --cgroupns host', { security_opt: ['apparmor:unconfined'], cgroup: 'host' }],
    ['--pid container:other --ipc host', { pid: 'container:other', ipc: 'host' }],
    ['--device-read-bps /dev/sda:1mb', { blkio_config: { device_read_bps: [{ path: '/dev/sda', rate: '1mb' }] } }],
    ['-e A=1 -v /a:/b:ro --sysctl "k=1 2"', { environment: { A: '1' }, volumes: ['/a:/b:ro'], sysctls: { k: '1 2' } }],
    ['--platform linux/arm64 --volumes-from db:ro', { platform: 'linux/arm64', volumes_from: ['container:db:ro'] }],
  ])('%s', (words, expected) => {
    expect(serviceOf(`PodmanArgs=${words}`)).toEqual(expected);
  });

  it('names each flag that compose has nothing for', () => {
    const told = toldOf('PodmanArgs=--foo yes --bar=1 --cpus').join('\n');

    expect(told).toMatch(/error Container.PodmanArgs .*--foo /);
    expect(told).toMatch(/--bar=1 /);
    expect(told).toMatch(/--cpus /);
  });
});
