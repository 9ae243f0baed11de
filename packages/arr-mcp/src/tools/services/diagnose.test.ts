import { createArrApp, createWorld } from '@arr-mcp/demo-stack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { printRows } from '../../cli/doctor-table.ts';
import type { DoctorRow } from '../../domain/services/doctor.ts';
import { AppError } from '../../errors.ts';
import { DiskUsage } from '../../files/disk-usage.ts';
import { CredentialStore } from '../../storage/credential-store.ts';
import { DiscoveryHost, type HostOptions, arrConfig, published } from '../../testing/discovery-host.ts';
import type { ToolServices } from '../tool-context.ts';
import { diagnose } from './diagnose.ts';

const key = '0123456789abcdef0123456789abcdef';
const uid = process.getuid?.() ?? 0;

let host: DiscoveryHost;

beforeEach(() => {
  host = new DiscoveryHost();
});

afterEach(() => host.remove());

async function rows(options: HostOptions & { readonly logs?: string } = {}): Promise<DoctorRow[]> {
  const { runtime, helper, ...parts } = host.open(options);
  const credentials = new CredentialStore({ dataDir: host.path('data'), secret: undefined });
  const unavailable = async (): Promise<never> =>
    Promise.reject(new AppError('unavailable', 'no helper', { hint: 'Start it.' }));
  const info = async () => Promise.resolve({ kind: 'podman', version: '5.4.2', rootless: true, socketPath: '/s' });
  const services = {
    ...parts,
    credentials,
    disks: new DiskUsage({ media: host.path('media') }),
    helper: { ...helper, health: unavailable },
    runtime: { ...runtime, info },
    // The rest of what tools may use is not looked at.
  } as unknown as ToolServices;
  const folders = { stacks: host.path('stacks'), media: host.path('media'), services: host.path('services') };
  const scopes = { ...folders, logs: options.logs ?? host.path('logs') };
  const places = { scopes, dataDir: host.path('stacks'), uid, withoutRuntime: false };
  return diagnose(services, places, new AbortController().signal);
}

describe('diagnose', () => {
  it('goes through runtime, helper, directories, disks, services and stored credentials', async () => {
    expect((await rows()).map(({ what, state }) => `${what}: ${state}`)).toEqual([
      'container runtime: ok',
      'helper: warning',
      'stacks directory: ok',
      'media directory: ok',
      'services directory: ok',
      'logs directory: ok',
      'disk of media: ok',
      'services: warning',
      'stored credentials: warning',
    ]);
  });

  it('says where each service was found and how it answers, and no key', async () => {
    host.run('sonarr', { ports: published(8989), folders: ['services/sonarr'] });
    host.listen('127.0.0.1:8989', createArrApp({ name: 'Sonarr', world: createWorld(), apiKey: key }).app);
    host.write('services/sonarr/config.xml', arrConfig(key));

    const all = await rows({ discover: true });

    expect(all).toContainEqual({
      what: 'sonarr',
      state: 'ok',
      found: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8989 \(container\), [\d.]+, \d+ ms$/) as string,
    });
    expect(JSON.stringify(all)).not.toContain(key);
  });

  it('says what to do about each service that does not work', async () => {
    const settings = [
      {
        service: 'radarr',
        instance: 'radarr',
        source: 'environment',
        url: 'http://nas:7878',
        credential: { api_key: key },
      },
    ] as const;
    host.run('sonarr', { ports: published(8989), state: 'exited' });
    host.run('lidarr', { ports: published(8686) });

    expect(await rows({ settings })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          what: 'radarr',
          state: 'problem',
          found: expect.stringContaining('cannot be reached') as string,
        }),
        {
          what: 'sonarr',
          state: 'warning',
          found: 'found, not set up',
          next: 'container_logs sonarr, then container_start.',
        },
        expect.objectContaining({ what: 'lidarr', state: 'problem' }),
      ]),
    );
  });

  it('finds a directory that is not there', async () => {
    expect(await rows({ logs: '/nonexistent/logs' })).toContainEqual({
      what: 'logs directory',
      state: 'warning',
      found: '/nonexistent/logs is not there',
      next: 'Make it, mount it, or let ARR_MCP_LOG_DIR name another one.',
    });
  });
});

describe('printRows', () => {
  it('is one table with the next step below what needs one', () => {
    expect(
      printRows([
        { what: 'helper', state: 'ok', found: 'arr-helper 1.0' },
        { what: 'disk', state: 'problem', found: 'full', next: 'Make room.' },
      ]),
    ).toBe(
      [
        'ok       helper  arr-helper 1.0',
        'problem  disk    full',
        '                 → Make room.',
        '',
        '1 ok, 0 warnings, 1 problems',
        '',
      ].join('\n'),
    );
  });
});
