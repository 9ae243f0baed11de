import { readFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DiscoveryHost, arrConfig, published } from '../../testing/discovery-host.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const key = '0123456789abcdef0123456789abcdef';
const secured = { AuthenticationMethod: 'Forms' };

let host: DiscoveryHost;
let bench: ToolBench;
let config: string;

beforeEach(() => {
  host = new DiscoveryHost();
  host.run('sonarr', { ports: published(8989), folders: ['services/sonarr'] });
  config = host.write('services/sonarr/config.xml', arrConfig(key, { ...secured, BindAddress: '127.0.0.1' }));
  bench = new ToolBench(host.open());
});

afterEach(() => host.remove());

const refused = { code: 'refused' };

describe('service_fix of config_key', () => {
  const fix = { fix_type: 'config_key', service: 'sonarr', key: 'BindAddress', value: '*' };

  it('B28 shows what was and what will be, and does nothing before it is told to', async () => {
    const preview = await bench.call('service_fix', fix);

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringContaining('Sets BindAddress (now "127.0.0.1") to "*" in') as string,
      plan: { path: config, key: 'BindAddress', before: '127.0.0.1', after: '*' },
    });
    expect(JSON.stringify(preview)).toContain('container_stop sonarr first');
    expect(JSON.stringify(preview)).not.toContain(key);
    expect(readFileSync(config, 'utf8')).toContain('<BindAddress>127.0.0.1<');
  });

  it('B28 changes that one key, tells that a restart is needed, and can be put back', async () => {
    const before = readFileSync(config, 'utf8');
    const { done } = await bench.confirm('service_fix', fix);

    expect(done).toMatchObject({ changed: config, before: '127.0.0.1', after: '*', needs_restart: true });
    expect(done['next']).toContain('container_restart sonarr');
    expect(readFileSync(config, 'utf8')).toBe(before.replace('127.0.0.1', '*'));

    const { preview } = await bench.confirm('change_revert', { id: done['change'] });
    expect(JSON.stringify(preview)).not.toContain(key);
    expect(readFileSync(config, 'utf8')).toBe(before);
  });

  it('asks again when the file has changed since', async () => {
    const { confirmation_token: token } = await bench.call('service_fix', fix);
    host.write('services/sonarr/config.xml', arrConfig(key, { ...secured, BindAddress: '127.0.0.2' }));

    expect(await bench.call('service_fix', { ...fix, confirmation_token: token })).toMatchObject({
      status: 'confirmation_required',
      plan: { before: '127.0.0.2' },
    });
  });

  it.each([
    ['a key that is not on the list', { key: 'ApiKey', value: 'f'.repeat(32) }, refused],
    ['what lets people in', { key: 'AuthenticationMethod', value: 'None' }, refused],
    ['a value that the key does not take', { key: 'Port', value: '99999' }, refused],
    ['what is so already', { value: '127.0.0.1' }, { code: 'invalid_argument' }],
    ['a service that was not found', { service: 'radarr' }, { code: 'not_found' }],
    ['lines', { value: '*\n<ApiKey>' }, { code: 'invalid_argument' }],
  ])('refuses %s', async (_what, change, error) => {
    await expect(bench.call('service_fix', { ...fix, ...change })).rejects.toMatchObject(error);
  });

  it('refuses files of another form', async () => {
    host.run('sabnzbd', { ports: published(8080), folders: ['services/sabnzbd'] });
    host.write('services/sabnzbd/sabnzbd.ini', '[misc]\nport = 8080\n');

    await expect(bench.call('service_fix', { ...fix, service: 'sabnzbd' })).rejects.toMatchObject(refused);
  });

  it('demands to know which of two', async () => {
    host.run('sonarr-4k', { image: 'hotio/sonarr', ports: published(8989, 8990), folders: ['services/sonarr-4k'] });
    const second = host.write('services/sonarr-4k/config.xml', arrConfig(key, secured));

    await bench.confirm('service_fix', { ...fix, service: 'sonarr-4k', key: 'UrlBase', value: '/uhd' });
    expect(readFileSync(second, 'utf8')).toContain('<UrlBase>/uhd</UrlBase>');
    host.containers[0] = { ...host.containers[0]!, name: 'tv' };
    await expect(bench.call('service_fix', fix)).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('service_fix of env_var', () => {
  const compose = `services:
  sonarr:
    image: lscr.io/linuxserver/sonarr
    environment:
      # who it runs as
      PUID: "1000"
      TZ: \${TZ:-Etc/UTC}
  radarr:
    image: lscr.io/linuxserver/radarr
    environment:
      - PUID=1000
`;
  const fix = { fix_type: 'env_var', stack: 'media', service: 'sonarr', key: 'PUID', value: '1001' };
  let path: string;

  beforeEach(() => {
    path = host.write('stacks/media/compose.yaml', compose);
  });

  it.each([
    ['a value of a map', fix, compose.replace('"1000"', '"1001"'), '1000'],
    ['a value of a list', { ...fix, service: 'radarr' }, compose.replace('PUID=1000', '"PUID=1001"'), '1000'],
    [
      'a new value',
      { ...fix, key: 'UMASK', value: '002' },
      compose.replace('      PUID', '      UMASK: "002"\n      PUID'),
      undefined,
    ],
  ])('B28 sets %s and keeps every other byte', async (_what, args, expected, before) => {
    const { preview, done } = await bench.confirm('service_fix', args);

    expect(preview).toMatchObject({ plan: { path, after: args.value } });
    expect(done['before']).toBe(before);
    expect(done['next']).toBe('stack_up media applies it.');
    expect(readFileSync(path, 'utf8')).toBe(expected);
  });

  it('sets the variable of .env that a value is nothing but', async () => {
    const env = host.write('stacks/media/.env', 'SECRET_TOKEN=do-not-show\nTZ=Etc/UTC\n');
    const { preview } = await bench.confirm('service_fix', { ...fix, key: 'TZ', value: 'Europe/Berlin' });

    expect(preview).toMatchObject({ plan: { path: env, before: 'Etc/UTC', after: 'Europe/Berlin' } });
    expect(JSON.stringify(preview)).not.toContain('do-not-show');
    expect(readFileSync(env, 'utf8')).toBe('SECRET_TOKEN=do-not-show\nTZ=Europe/Berlin\n');
    expect(readFileSync(path, 'utf8')).toBe(compose);
  });

  it.each([
    ['a secret', { key: 'API_KEY', value: 'x' }, refused],
    ['a stack that is not there', { stack: 'other' }, { code: 'not_found' }],
    ['no stack', { stack: undefined }, { code: 'invalid_argument' }],
    ['a service that is not in it', { service: 'plex' }, { code: 'not_found' }],
    ['references', { value: '${OTHER}' }, { code: 'invalid_argument' }],
    ['what is so already', { value: '1000' }, { code: 'invalid_argument' }],
  ])('refuses %s', async (_what, change, error) => {
    await expect(bench.call('service_fix', { ...fix, ...change })).rejects.toMatchObject(error);
    expect(readFileSync(path, 'utf8')).toBe(compose);
  });
});
