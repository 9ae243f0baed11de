import { createArrApp, createSabnzbdStandIn, createWorld } from '@arr-mcp/demo-stack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DiscoveryHost, type HostOptions, arrConfig, published } from '../../testing/discovery-host.ts';

const key = '0123456789abcdef0123456789abcdef';
const foreignKey = 'ffffffffffffffffffffffffffffffff';
const world = createWorld();
const signal = new AbortController().signal;

let host: DiscoveryHost;

beforeEach(() => {
  host = new DiscoveryHost();
});

afterEach(() => host.remove());

function runSonarr(port = 8989, urlBase = ''): void {
  host.run('sonarr', { ports: published(8989, port), folders: ['services/sonarr'] });
  host.listen(`127.0.0.1:${port}`, createArrApp({ name: 'Sonarr', world, apiKey: key, urlBase }).app);
}

async function discover(options: HostOptions = {}) {
  const { discovery, services } = host.open(options);
  const scan = await discovery.scan(signal);
  return { scan, services, known: services.list() };
}

describe('ServiceDiscovery', () => {
  it('finds a running container by its published port', async () => {
    runSonarr(18989);

    const { known } = await discover();

    expect(known).toEqual([
      {
        service: 'sonarr',
        instance: 'sonarr',
        url: 'http://127.0.0.1:18989',
        urlSource: 'container',
        credential: {},
        missing: ['api_key'],
      },
    ]);
  });

  it('takes port and base from the configuration file that the container mounts', async () => {
    runSonarr(8989, '/tv');
    host.write('services/sonarr/config.xml', arrConfig(key, { UrlBase: '/tv' }));

    const { known } = await discover();

    expect(known).toMatchObject([{ url: 'http://127.0.0.1:8989/tv', credential: {}, missing: ['api_key'] }]);
  });

  it('takes the key of that file as well when the operator says so', async () => {
    runSonarr();
    host.write('services/sonarr/config.xml', arrConfig(key));

    const { known } = await discover({ discover: true });

    expect(known).toMatchObject([{ credential: { api_key: key }, credentialSource: 'file', missing: [] }]);
  });

  it.each(['services/sonarr/config/config.xml', 'services/sonarr/config.xml'])('finds the file %s', async (path) => {
    runSonarr();
    host.write(path, arrConfig(key));

    expect((await discover({ discover: true })).known).toMatchObject([{ missing: [] }]);
  });

  it('gives a container no key of a file that it does not mount', async () => {
    runSonarr();
    host.containers[0] = { ...host.containers[0]!, mounts: [] };
    host.write('services/sonarr/config.xml', arrConfig(foreignKey));

    const { known, scan } = await discover({ discover: true });

    expect(known).toMatchObject([{ credential: {}, missing: ['api_key'] }]);
    expect(scan.found).toMatchObject([{ folder: 'sonarr', config: { state: 'readable' } }]);
  });

  it('reads no file outside of the services directory, whatever a container mounts', async () => {
    host.write('media/sonarr/config.xml', arrConfig(key));
    host.run('sonarr', { ports: published(8989), folders: ['media/sonarr'] });

    expect((await discover({ discover: true })).known).toMatchObject([{ credential: {} }]);
  });

  it('gives a container that is only called like a service neither an address nor a key', async () => {
    host.write('services/sonarr/config.xml', arrConfig(key));
    const mounts = ['services/sonarr'];
    host.run('sonarr', { image: 'evil.test/tool', ports: published(8989), folders: mounts });

    const { known, scan } = await discover({ discover: true });

    expect(known).toEqual([]);
    expect(scan.found).toMatchObject([{ container: { matchedBy: 'name' } }]);
    expect(host.asked).toEqual([]);
  });

  it('looks for nothing where the settings have an address, and keeps their key from every container', async () => {
    runSonarr();
    const settings = [
      {
        service: 'sonarr',
        instance: 'sonarr',
        source: 'environment',
        url: 'http://nas:8989',
        credential: { api_key: 'own-key' },
      },
    ] as const;

    const { known } = await discover({ settings, discover: true });

    expect(known).toMatchObject([
      { url: 'http://nas:8989', urlSource: 'environment', credential: { api_key: 'own-key' } },
    ]);
    expect(host.asked).toEqual([]);
  });

  it('finds the address for a key that the settings have', async () => {
    runSonarr();
    const settings = [
      { service: 'sonarr', instance: 'sonarr', source: 'environment', credential: { api_key: 'own-key' } },
    ] as const;

    const { known } = await discover({ settings });

    expect(known).toMatchObject([{ url: 'http://127.0.0.1:8989', credential: { api_key: 'own-key' }, missing: [] }]);
  });

  it('gives the key of a file to the container that mounts it, and not to an address that somebody has stored', async () => {
    runSonarr();
    host.write('services/sonarr/config.xml', arrConfig(key));
    const settings = [{ service: 'sonarr', instance: 'sonarr', source: 'store', url: 'http://evil.test' }] as const;

    const { known } = await discover({ settings, discover: true });

    expect(known).toMatchObject([
      { url: 'http://127.0.0.1:8989', urlSource: 'container', credential: { api_key: key }, missing: [] },
    ]);
  });

  it('leaves an address alone at which something else answers', async () => {
    host.run('sonarr', { ports: published(8989) });
    host.listen('127.0.0.1:8989', { fetch: () => new Response('<html>sign in</html>') });

    const { known, scan } = await discover();

    expect(known).toEqual([]);
    expect(scan.found).toMatchObject([{ strangerAt: 'http://127.0.0.1:8989' }]);
  });

  it('takes the published port of what is only starting', async () => {
    host.run('sonarr', { ports: published(8989) });

    const { known, scan } = await discover();

    expect(known).toMatchObject([{ url: 'http://127.0.0.1:8989' }]);
    expect(scan.found).toMatchObject([{ answered: false }]);
  });

  it('looks at the host, then by the name of the container, out of a container', async () => {
    host.run('sabnzbd', { ports: published(8080, 8085) });
    host.listen('sabnzbd:8080', createSabnzbdStandIn({ world, apiKey: key }));

    expect((await discover({ inContainer: true })).known).toMatchObject([{ url: 'http://sabnzbd:8080' }]);
    expect(new Set(host.asked)).toEqual(new Set(['169.254.1.2:8085', 'sabnzbd:8080']));
  });

  it('has no address of a container that does not run', async () => {
    host.run('sonarr', { ports: published(8989), state: 'exited' });

    const { known, scan } = await discover();

    expect(known).toEqual([]);
    expect(scan.found).toMatchObject([{ container: { state: 'exited' } }]);
  });

  it('goes by the files alone where there is no runtime, for what answers', async () => {
    host.hasRuntime = false;
    host.write('services/sonarr/config.xml', arrConfig(key, { Port: '9000' }));
    host.write('services/radarr/config.xml', arrConfig(foreignKey, { Port: '9001' }));
    host.listen('127.0.0.1:9000', createArrApp({ name: 'Sonarr', world, apiKey: key }).app);

    const { known, scan } = await discover({ discover: true });

    expect(known).toMatchObject([
      { instance: 'sonarr', url: 'http://127.0.0.1:9000', urlSource: 'file', missing: [] },
      { instance: 'radarr', missing: ['url'] },
    ]);
    expect(scan.runtimeProblem).toBe('no container runtime was found');
  });

  it('tells two instances apart, each with the key of the folder that it mounts', async () => {
    for (const [name, port] of [
      ['sonarr', 8989],
      ['sonarr-4k', 8990],
    ] as const) {
      host.run(name, { image: 'hotio/sonarr', ports: published(8989, port), folders: [`services/${name}`] });
      host.write(`services/${name}/config.xml`, arrConfig(`${name}-key-0123456789`));
    }

    const { known } = await discover({ discover: true });

    expect(known.map(({ instance, url, credential }) => [instance, url, credential])).toEqual([
      ['sonarr', 'http://127.0.0.1:8989', { api_key: 'sonarr-key-0123456789' }],
      ['sonarr-4k', 'http://127.0.0.1:8990', { api_key: 'sonarr-4k-key-0123456789' }],
    ]);
  });

  it('names folders that are of no service, and passes over those without a configuration file', async () => {
    host.write('services/library/a.txt', '');
    host.write('services/sonarr-backups/old.zip', '');

    const { scan } = await discover();

    expect(scan).toEqual({ found: [], otherFolders: ['library', 'sonarr-backups'] });
  });

  it('forgets what is gone, and ends when its time is up', async () => {
    runSonarr();
    const { discovery, services } = host.open();
    await discovery.scan(signal);
    host.containers.length = 0;
    await discovery.scan(signal);
    expect(services.list()).toEqual([]);

    host.run('sonarr', { ports: published(8989) });
    host.listen('127.0.0.1:8989', { fetch: async () => Promise.withResolvers<Response>().promise });
    await discovery.scan(AbortSignal.abort());
    expect(services.list()).toMatchObject([{ url: 'http://127.0.0.1:8989' }]);
  });
});
