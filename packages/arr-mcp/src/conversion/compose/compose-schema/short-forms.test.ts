import { describe, expect, it } from 'vitest';

import { modelOf, problemsIn, loadFiles } from '../project.fixtures.ts';

/** The service of a file that gives it one attribute, written as YAML. */
async function service(attribute: string, more = ''): Promise<Record<string, unknown>> {
  const model = await modelOf({ 'compose.yaml': `services:\n  a:\n    image: x\n    ${attribute}\n${more}` });
  return { ...model.services['a'] };
}

async function problem(attribute: string, more = ''): Promise<string> {
  const text = `services:\n  a:\n    image: x\n    ${attribute}\n${more}`;
  return problemsIn(await loadFiles({ 'compose.yaml': text })).join('\n');
}

describe('ports', () => {
  it.each([
    ['80', { target: '80' }],
    ['22:22', { published: '22', target: '22' }],
    ['"8080:80"', { published: '8080', target: '80' }],
    ['127.0.0.1:8080:80/udp', { host_ip: '127.0.0.1', published: '8080', target: '80', protocol: 'udp' }],
    ['127.0.0.1::80', { host_ip: '127.0.0.1', target: '80' }],
    ['":80"', { target: '80' }],
    ['"[::1]:6000:6000"', { host_ip: '::1', published: '6000', target: '6000' }],
    ['"::1:6000:6000"', { host_ip: '::1', published: '6000', target: '6000' }],
    ['"[fe80::1%eth0]:1:1"', { host_ip: 'fe80::1%eth0', published: '1', target: '1' }],
    ['3000-3005:3000-3005', { published: '3000-3005', target: '3000-3005' }],
    ['8000-9000:80', { published: '8000-9000', target: '80' }],
    ['3000-3005', { target: '3000-3005' }],
    ['0:80', { published: '0', target: '80' }],
    [
      '{target: 80, published: "8080", host_ip: "[::1]", protocol: tcp, mode: host, name: web, app_protocol: http}',
      {
        target: '80',
        published: '8080',
        host_ip: '::1',
        protocol: 'tcp',
        mode: 'host',
        name: 'web',
        app_protocol: 'http',
      },
    ],
  ])('reads %s', async (port, read) => {
    expect(await service(`ports: [${port}]`)).toMatchObject({ ports: [read] });
  });

  it.each([
    ['http', 'http is no port'],
    ['80:http', 'http is no port'],
    ['"80:"', 'nothing is no port'],
    ['x:80', 'x is no port'],
    ['70000:80', '70000 is no port'],
    ['3000-3005:3000-3001', 'differ in length'],
    ['localhost:80:80', 'localhost is no IP'],
    ['3005-3000', 'is no port'],
    ['{published: 80}', 'ports.0.target'],
    ['[80]', 'a port such as "8080:80", or a mapping'],
  ])('refuses %s', async (port, text) => {
    expect(await problem(`ports: [${port}]`)).toContain(text);
  });
});

describe('volumes', () => {
  it.each([
    ['./x:/y', { type: 'bind', source: '/srv/stacks/media/x', target: '/y' }],
    ['../x:/y', { type: 'bind', source: '/srv/stacks/x', target: '/y' }],
    ['.:/y', { type: 'bind', source: '/srv/stacks/media', target: '/y' }],
    ['~/x:/y', { type: 'bind', source: '~/x', target: '/y' }],
    ['/srv/my data:/data:ro', { type: 'bind', source: '/srv/my data', target: '/data', read_only: true }],
    ['/a:/b:rw', { type: 'bind', source: '/a', target: '/b' }],
    ['"/a:/b:ro,z,rshared"', { type: 'bind', source: '/a', target: '/b', read_only: true, options: ['z', 'rshared'] }],
    ['cfg:/config:nocopy', { type: 'volume', source: 'cfg', target: '/config', options: ['nocopy'] }],
    ['/data', { type: 'volume', target: '/data' }],
    [
      '{type: bind, source: ./x, target: /y, bind: {propagation: rslave, create_host_path: false, selinux: Z}}',
      {
        type: 'bind',
        source: '/srv/stacks/media/x',
        target: '/y',
        bind: { propagation: 'rslave', create_host_path: false, selinux: 'Z' },
      },
    ],
    [
      '{type: volume, source: cfg, target: /y, read_only: true, volume: {nocopy: yes, subpath: a/b}}',
      {
        type: 'volume',
        source: 'cfg',
        target: '/y',
        read_only: true,
        volume: { nocopy: true, subpath: 'a/b' },
      },
    ],
    [
      '{type: tmpfs, target: /y, tmpfs: {size: 64m, mode: 01777}}',
      {
        type: 'tmpfs',
        target: '/y',
        tmpfs: { size: 67_108_864, mode: '01777' },
      },
    ],
    ['{type: image, source: example/x, target: /y}', { type: 'image', source: 'example/x', target: '/y' }],
  ])('reads %s', async (mount, read) => {
    expect((await service(`volumes: [${mount}]`, 'volumes: {cfg: }'))['volumes']).toEqual([read]);
  });

  it.each([
    ['":/y"', 'has an empty part'],
    ['"/x:"', 'has an empty part'],
    ['"/x:/y:"', 'has an empty part'],
    ['"a:b:c:d"', 'more than three parts'],
    ['"C:\\\\x:/y"', 'a path of Windows'],
    ['nope:/y', 'the project has no volume nope'],
    ['data/x:/y', 'write ./data/x for a folder'],
    ['{type: bind, target: /y}', 'source is expected'],
    ['{source: cfg, target: /y}', 'one of bind, volume'],
    ['{type: volume, target: /y, volumes: {}}', 'volumes is not known here; did you mean volume?'],
    ['"/a:/y", "/b:/y"', 'two mounts have the target /y'],
  ])('refuses %s', async (mount, text) => {
    expect(await problem(`volumes: [${mount}]`, 'volumes: {cfg: }')).toContain(text);
  });
});

describe('durations', () => {
  it.each([
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
    ['0', 0],
    ['0s', 0],
    ['1us', 0.001],
  ])('reads %s', async (text, ms) => {
    expect(await service(`stop_grace_period: ${text}`)).toMatchObject({ stop_grace_period: ms });
  });

  it.each(['30', '1m 30s', 'soon', '-1s', '1x', '""'])('refuses %s', async (text) => {
    expect(await problem(`stop_grace_period: ${text}`)).toContain('a duration such as 1m30s is expected');
  });
});

describe('sizes', () => {
  it.each([
    ['64m', 67_108_864],
    ['1gb', 1_073_741_824],
    ['1.5GiB', 1_610_612_736],
    ['512', 512],
    ['10 k', 10_240],
    ['3b', 3],
    ['.5K', 512],
  ])('reads %s', async (text, bytes) => {
    expect(await service(`shm_size: ${text}`)).toMatchObject({ shm_size: bytes });
  });

  it.each(['-1', 'x', '1x', '""', '1..2m'])('refuses %s', async (text) => {
    expect(await problem(`shm_size: ${text}`)).toContain('a size such as 512m is expected');
  });

  it('reads -1 for no limit of swap', async () => {
    expect(await service('memswap_limit: -1')).toMatchObject({ memswap_limit: -1 });
  });
});
