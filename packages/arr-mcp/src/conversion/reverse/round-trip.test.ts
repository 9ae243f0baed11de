import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import type { ComposeModel, ComposeService } from '../compose/compose-model.ts';
import type { QuadletText } from '../quadlet/quadlet-text.ts';
import { everything, example, reordered } from './round-trip-cases.fixtures.ts';
import {
  type ComposeCase,
  type Trip,
  backToCompose,
  describeFinding,
  errorsOf,
  readComposeCases,
  toQuadlets,
} from './round-trip.fixtures.ts';

/** What §4 of the rule book marks with `=`, so that it comes back as it was; the rest comes back in another form. */
const keptKeys = [
  'annotations',
  'cap_add',
  'cap_drop',
  'cgroup',
  'command',
  'cpu_period',
  'cpu_quota',
  'cpu_shares',
  'cpuset',
  'device_cgroup_rules',
  'dns',
  'dns_opt',
  'dns_search',
  'entrypoint',
  'environment',
  'expose',
  'extra_hosts',
  'group_add',
  'hostname',
  'init',
  'ipc',
  'labels',
  'memswap_limit',
  'network_mode',
  'oom_score_adj',
  'pid',
  'platform',
  'privileged',
  'read_only',
  'shm_size',
  'stdin_open',
  'stop_grace_period',
  'stop_signal',
  'sysctls',
  'tty',
  'ulimits',
  'user',
  'userns_mode',
  'uts',
  'working_dir',
] as const satisfies readonly (keyof ComposeService)[];

describe('compose → Quadlets → compose', () => {
  it('gives the example of the rule book back as people write it', async () => {
    const { quadlets } = await toQuadlets(example);

    expect(backToCompose(quadlets)).toMatchInlineSnapshot(`
      "name: media
      services:
        app:
          image: docker.io/example/app:1.2
          container_name: media-app
          depends_on:
            db:
              condition: service_healthy
          networks:
            default:
              aliases:
                - web
        db:
          image: docker.io/example/postgres:16.3
          container_name: media-db
          environment:
            POSTGRES_PASSWORD: p%d$$x
          volumes:
            - pg:/var/lib/postgresql/data
          healthcheck:
            test:
              - CMD-SHELL
              - pg_isready -U $\${POSTGRES_USER:-postgres}
            interval: 10s
            retries: 5
          restart: unless-stopped
        torrent:
          image: docker.io/example/qbittorrent:5.0.3
          container_name: media-torrent
          volumes:
            - /srv/config/qbit:/config
            - downloads:/downloads
          network_mode: service:vpn
          restart: unless-stopped
        vpn:
          image: docker.io/example/vpn:3.40
          container_name: media-vpn
          devices:
            - /dev/net/tun:/dev/net/tun
          ports:
            - 127.0.0.1:8080:8080
          cap_add:
            - NET_ADMIN
          restart: unless-stopped
      networks:
        default: {}
      volumes:
        downloads: {}
        pg:
          name: shared_pg
      "
    `);
  });

  it('gives the same Quadlets of it again', async () => {
    const { first, second } = await bothWays(example);

    expect(first.files).toHaveLength(7);
    expect(second).toEqual(first);
  });

  it('gives the same Quadlets again of all that a Quadlet can say', async () => {
    const { first, second } = await bothWays(everything);

    expect(first.errors).toEqual([]);
    expect(second).toEqual(first);
  });

  it('gives the same lines again of what comes back in another form', async () => {
    const linesOf = ({ files }: { files: readonly QuadletText[] }) =>
      files.map(({ name, text }) => ({
        name,
        lines: text.split('\n').toSorted(),
      }));
    const { quadlets } = await toQuadlets(reordered);
    const again = await toQuadlets({ ...reordered, text: backToCompose(quadlets) });

    expect(quadlets.files.length).toBeGreaterThan(3);
    expect(linesOf(again.quadlets)).toEqual(linesOf(quadlets));
  });
});

const cases = lacksShared ? [] : readComposeCases(join(sharedFolder ?? '', 'corpus/compose'));

describe.skipIf(lacksShared)('compose → Quadlets → compose, over real files', () => {
  it.each(cases)('$name: the same Quadlets again, and the same services', async (project) => {
    const [plain, withProfiles] = [await bothWays(project), await bothWays({ ...project, profiles: ['*'] })];

    expect(plain.second).toEqual(plain.first);
    expect(withProfiles.second).toEqual(withProfiles.first);
  });

  it.each([{ pod: true }, { reviveGuests: true }])(
    'come back as projects that convert again, with %j',
    async (options) => {
      const trips = await Promise.all(cases.map(async (project) => bothWays({ ...project, options, profiles: ['*'] })));
      const converted = trips.filter(({ first }) => first.errors.length === 0);

      expect(converted.length).toBeGreaterThan(30);
      expect(converted.flatMap(({ second }) => second.errors)).toEqual([]);
    },
  );

  it('converts nearly all of them', async () => {
    const trips = await Promise.all(cases.map(async (project) => ({ project, ...(await toQuadlets(project)) })));
    const left = trips.filter(({ quadlets }) => quadlets.files.length === 0);

    expect(left.every(({ quadlets }) => errorsOf(quadlets.report).length > 0)).toBe(true);
    expect(left.length).toBeLessThan(15);
  });
});

interface Outcome {
  readonly errors: readonly string[];
  readonly files: readonly object[];
  readonly services: object;
}

/** What the first and the second way give; what cannot be converted says so in the other direction's tests. */
async function bothWays(project: ComposeCase): Promise<{ first: Outcome; second: Outcome }> {
  const trip = await toQuadlets(project);
  const first = toOutcome(trip);
  if (!trip.quadlets.files.some(({ kind }) => kind === 'container')) return { first, second: first };
  return { first, second: toOutcome(await toQuadlets({ ...project, text: backToCompose(trip.quadlets) })) };
}

function toOutcome({ model, quadlets }: Trip): Outcome {
  return {
    errors: errorsOf(quadlets.report).map(describeFinding),
    files: quadlets.files,
    services: keptOf(model),
  };
}

function keptOf(model: ComposeModel | undefined): object {
  const services = Object.entries(model?.services ?? {}).map(
    ([name, service]) => [name, keptOfService(service)] as const,
  );
  return new Map(services);
}

/** Two forms of the same are made one: `deploy` and the older keys, an address of the service and of its network. */
function keptOfService(service: ComposeService): object {
  const { deploy: { resources: { limits, reservations } = {} } = {}, devices, mac_address: mac, networks } = service;
  const [first, ...others] = Object.entries(networks ?? {});
  const ownMac = mac === undefined || first === undefined ? {} : { [first[0]]: { ...first[1], mac_address: mac } };
  return {
    ...Object.fromEntries(keptKeys.map((key) => [key, service[key]])),
    cpus: limits?.cpus ?? service.cpus,
    devices: devices?.filter(({ source }) => source.startsWith('/')) ?? [],
    mem_limit: limits?.memory ?? service.mem_limit,
    mem_reservation: reservations?.memory ?? service.mem_reservation,
    networks: { ...Object.fromEntries(first === undefined ? [] : [first, ...others]), ...ownMac },
    pids_limit: limits?.pids ?? service.pids_limit,
  };
}
