import type { QuadletInfo, UnitState } from '@arr-mcp/helper-protocol';

import { readComposeServices } from '../conversion/compose-services.ts';
import type { Container } from '../runtime/container.ts';
import { type Labels, docker, dockerLabels, now, podman, podmanLabels } from '../testing/engine-answers.ts';
import type { HostFacts, StackFacts, StackState } from './stack-state.ts';

export interface StateCase {
  readonly what: string;
  readonly facts: HostFacts;
  /** of the stack named in `expected.name` */
  readonly expected: Pick<StackState, 'name' | 'kind' | 'health'> & { readonly reason: string | RegExp };
}

const p = (service: string, answer?: Readonly<Record<string, unknown>>): Container =>
  podman(`media_${service}_1`, podmanLabels('media', service), answer);
const d = (service: string, state: string, status: string, labels: Labels = {}): Container =>
  docker(`media-${service}-1`, { ...dockerLabels('media', service), ...labels }, state, status);
const exited = (ExitCode: number, more = {}) => ({ State: 'exited', ExitCode, ExitedAt: now / 1000 - 60, ...more });

const server = '{image: x, restart: unless-stopped, ports: ["1:1"]}';
const two = `services: {sonarr: ${server}, radarr: ${server}}`;
const one = `services: {sonarr: ${server}}`;
const job = `services: {sonarr: {image: x, restart: always, depends_on: {init: {condition: service_completed_successfully}}}, init: {image: y}}`;

function folder(name: string, text: string): StackFacts {
  return { name, path: `/opt/stacks/${name}`, compose: readComposeServices(text) };
}

function compose(text: string, containers: readonly Container[] | undefined, name = 'media'): HostFacts {
  return { directories: [folder(name, text)], containers, units: [], quadlets: [], now };
}

type Row = readonly [string, HostFacts, StackState['health'], string | RegExp, string?, StackState['kind']?];

const composeRows: Row[] = [
  ['Podman: all run', compose(two, [p('sonarr'), p('radarr')]), 'healthy', '2 services run'],
  [
    'Docker: all run',
    compose(two, [d('sonarr', 'running', 'Up 2 hours'), d('radarr', 'running', 'Up 2 hours')]),
    'healthy',
    '2 services run',
  ],
  ['Podman: health check passes', compose(one, [p('sonarr', { Status: 'healthy' })]), 'healthy', '1 service runs'],
  [
    'Docker: health check passes',
    compose(one, [d('sonarr', 'running', 'Up 2 hours (healthy)')]),
    'healthy',
    '1 service runs',
  ],
  [
    'Podman: health check fails',
    compose(one, [p('sonarr', { Status: 'unhealthy' })]),
    'degraded',
    'sonarr: running, but its health check fails',
  ],
  [
    'Docker: health check fails',
    compose(one, [d('sonarr', 'running', 'Up 2 hours (unhealthy)')]),
    'degraded',
    /health check fails/,
  ],
  [
    'Podman: health check starting',
    compose(one, [p('sonarr', { Status: 'starting' })]),
    'degraded',
    /has not passed yet/,
  ],
  [
    'Docker: health check starting',
    compose(one, [d('sonarr', 'running', 'Up 2 seconds (health: starting)')]),
    'degraded',
    /has not passed yet/,
  ],
  [
    'Docker: restarting',
    compose(one, [d('sonarr', 'restarting', 'Restarting (1) 3 seconds ago')]),
    'down',
    'sonarr: keeps failing and is restarted (failed with exit code 1)',
  ],
  [
    'Podman: a restart loop seen between two runs',
    compose(one, [p('sonarr', exited(1, { Restarts: 4452 }))]),
    'down',
    'sonarr: keeps failing, restarted 4452 times (failed with exit code 1)',
  ],
  [
    'Podman: a restart loop seen in a run',
    compose(one, [p('sonarr', { Restarts: 12, StartedAt: now / 1000 - 2 })]),
    'degraded',
    'sonarr: restarted 12 times, last a moment ago',
  ],
  ['Podman: restarted often, but long ago', compose(one, [p('sonarr', { Restarts: 12 })]), 'healthy', '1 service runs'],
  ['Podman: paused', compose(one, [p('sonarr', { State: 'paused' })]), 'down', 'sonarr: paused'],
  ['Docker: paused', compose(one, [d('sonarr', 'paused', 'Up 5 seconds (Paused)')]), 'down', 'sonarr: paused'],
  [
    'Podman: created, never started',
    compose(one, [p('sonarr', { State: 'created' })]),
    'down',
    'sonarr: created, but never started',
  ],
  [
    'Podman: initialized, never started',
    compose(one, [p('sonarr', { State: 'initialized' })]),
    'down',
    /never started/,
  ],
  ['Docker: created, never started', compose(one, [d('sonarr', 'created', 'Created')]), 'down', /never started/],
  ['Docker: dead', compose(one, [d('sonarr', 'dead', 'Dead')]), 'down', /^sonarr: dead/],
  [
    'Docker: being removed',
    compose(one, [d('sonarr', 'removing', 'Removal In Progress')]),
    'down',
    'sonarr: being removed',
  ],
  ['Podman: stopping', compose(one, [p('sonarr', { State: 'stopping' })]), 'down', 'sonarr: stopping'],
  ['Podman: a state nobody has met', compose(one, [p('sonarr', { State: 'quantum' })]), 'unknown', /not known/],
  [
    'Podman: a server that ended with 0 was stopped',
    compose(one, [p('sonarr', exited(0))]),
    'down',
    'sonarr: stopped (exit code 0)',
  ],
  [
    'Docker: a server that ended with 0 was stopped',
    compose(one, [d('sonarr', 'exited', 'Exited (0) 2 hours ago')]),
    'down',
    'sonarr: stopped (exit code 0)',
  ],
  [
    'Docker: stopped by SIGTERM',
    compose(one, [d('sonarr', 'exited', 'Exited (143) 2 hours ago')]),
    'down',
    'sonarr: stopped by SIGTERM',
  ],
  ['Podman: killed', compose(one, [p('sonarr', exited(137))]), 'down', /^sonarr: killed by SIGKILL/],
  ['Podman: failed', compose(one, [p('sonarr', exited(3))]), 'down', 'sonarr: failed with exit code 3'],
  [
    'one of two is down',
    compose(two, [p('sonarr'), p('radarr', exited(1))]),
    'degraded',
    'radarr: failed with exit code 1',
  ],
  ['one of two has no container', compose(two, [p('sonarr')]), 'degraded', 'radarr: has no container'],
  ['never started', compose(two, []), 'down', 'not started: no service of it has a container'],
  [
    'a job that another service waits for has ended',
    compose(job, [p('sonarr'), p('init', exited(0))]),
    'healthy',
    '1 service runs',
  ],
  [
    'Docker: the same',
    compose(job, [d('sonarr', 'running', 'Up 1 hour'), d('init', 'exited', 'Exited (0) 1 hour ago')]),
    'healthy',
    '1 service runs',
  ],
  [
    'a job failed',
    compose(job, [p('sonarr', { State: 'created' }), p('init', exited(2))]),
    'down',
    /init: failed with exit code 2/,
  ],
  [
    'the job of a running service failed',
    compose(job, [p('sonarr'), p('init', exited(2))]),
    'degraded',
    'init: failed with exit code 2',
  ],
  [
    'a job without a policy beside a server',
    compose(`services: {sonarr: ${server}, backup: {image: y}}`, [p('sonarr'), p('backup', exited(0))]),
    'healthy',
    '1 service runs',
  ],
  [
    'a job that restarts on failure has ended well',
    compose(`services: {sonarr: ${server}, job: {image: y, restart: on-failure}}`, [p('sonarr'), p('job', exited(0))]),
    'healthy',
    '1 service runs',
  ],
  [
    'a server without a policy was stopped: it publishes a port',
    compose(`services: {sonarr: ${server}, web: {image: y, ports: ["2:2"]}}`, [p('sonarr'), p('web', exited(0))]),
    'degraded',
    'web: stopped (exit code 0)',
  ],
  [
    'all have ended with 0 and have no policy',
    compose('services: {a: {image: x}, b: {image: x}}', [p('a', exited(0)), p('b', exited(0))]),
    'down',
    /nothing runs/,
  ],
  [
    'a service of a profile that is off',
    compose(`services: {sonarr: ${server}, debug: {image: y, profiles: [debug]}}`, [p('sonarr')]),
    'healthy',
    '1 service runs',
  ],
  [
    'a service of a profile that is on, but failed',
    compose(`services: {sonarr: ${server}, debug: {image: y, profiles: [debug]}}`, [
      p('sonarr'),
      p('debug', exited(1)),
    ]),
    'degraded',
    /^debug: failed/,
  ],
  [
    'all services are of profiles that are off',
    compose('services: {a: {image: x, profiles: [a]}}', []),
    'unknown',
    'no service of it is switched on',
  ],
  [
    'scaled, all run',
    compose('services: {w: {image: x, scale: 2}}', [p('w'), podman('media_w_2', podmanLabels('media', 'w'))]),
    'healthy',
    '1 service runs',
  ],
  [
    'scaled, one is missing',
    compose('services: {w: {image: x, deploy: {replicas: 3}}}', [
      p('w'),
      podman('media_w_2', podmanLabels('media', 'w')),
    ]),
    'degraded',
    'w: 2 of 3 containers are there',
  ],
  [
    'scaled, one failed',
    compose('services: {w: {image: x, scale: 2}}', [
      p('w'),
      podman('media_w_2', podmanLabels('media', 'w'), exited(1)),
    ]),
    'degraded',
    'w: 1 of 2 run; failed with exit code 1',
  ],
  [
    'scaled to none',
    compose(`services: {sonarr: ${server}, w: {image: x, scale: 0}}`, [p('sonarr')]),
    'healthy',
    '1 service runs',
  ],
  [
    'Docker: what `compose run` made is no service',
    compose(one, [
      d('sonarr', 'running', 'Up 1 hour'),
      docker(
        'media-sonarr-run-1',
        { ...dockerLabels('media', 'sonarr'), 'com.docker.compose.oneoff': 'True' },
        'exited',
        'Exited (1) 1 hour ago',
      ),
    ]),
    'healthy',
    '1 service runs',
  ],
  [
    'Podman: what `compose run` made is no service',
    compose(one, [p('sonarr'), podman('media_sonarr_tmp40503', podmanLabels('media', 'sonarr'), exited(1))]),
    'healthy',
    '1 service runs',
  ],
  [
    'the pause container of its pod is no service',
    compose(one, [p('sonarr', { PodName: 'pod_media' }), podman('infra', {}, { PodName: 'pod_media', IsInfra: true })]),
    'healthy',
    '1 service runs',
  ],
  [
    'a service that left the file still runs',
    compose(one, [p('sonarr'), p('lidarr')]),
    'degraded',
    'lidarr still runs, but is not in the compose file any more',
  ],
  [
    'a service that left the file has stopped',
    compose(one, [p('sonarr'), p('lidarr', exited(0))]),
    'healthy',
    '1 service runs',
  ],
  [
    'a service of an included file',
    compose(`include: [b.yaml]\n${one}`, [p('sonarr'), p('lidarr')]),
    'healthy',
    '2 services run',
  ],
  [
    'the compose file cannot be read',
    compose('services: {a: {image: x}', [p('sonarr')]),
    'unknown',
    /^its compose file cannot be read/,
  ],
  ['the runtime is not there', compose(two, undefined), 'unknown', 'the container runtime is not there'],
  [
    'the project is named in the file',
    {
      ...compose(`name: tv\n${one}`, [
        podman('tv_sonarr_1', { 'com.docker.compose.project': 'tv', 'com.docker.compose.service': 'sonarr' }),
      ]),
    },
    'healthy',
    '1 service runs',
  ],
  [
    'the folder is mounted elsewhere and has capitals',
    compose(
      one,
      [
        podman('s', {
          'com.docker.compose.project': 'mystack',
          'com.docker.compose.service': 'sonarr',
          'com.docker.compose.project.working_dir': '/srv/MyStack',
        }),
      ],
      'MyStack',
    ),
    'healthy',
    '1 service runs',
    'MyStack',
  ],
  [
    'a project whose folder is gone',
    { ...compose(one, [podman('old_a_1', podmanLabels('old', 'a'))]) },
    'healthy',
    '1 service runs; its folder is gone',
    'old',
    'orphan',
  ],
  [
    'a project whose folder is gone, stopped',
    compose(one, [podman('old_a_1', podmanLabels('old', 'a'), exited(0))]),
    'down',
    'a: stopped (exit code 0); its folder is gone',
    'old',
    'orphan',
  ],
  [
    'without a stacks directory, by the containers',
    { ...compose(one, [p('sonarr')]), directories: undefined },
    'healthy',
    '1 service runs',
  ],
  [
    'a pod made by hand',
    compose(one, [podman('in', {}, { PodName: 'vpn' }), podman('infra', {}, { PodName: 'vpn', IsInfra: true })]),
    'healthy',
    '1 service runs',
    'vpn',
    'pod',
  ],
  [
    'a pod made by hand, half of it down',
    compose(one, [podman('in', {}, { PodName: 'vpn' }), podman('out', {}, { PodName: 'vpn', ...exited(1) })]),
    'degraded',
    'out: failed with exit code 1',
    'vpn',
    'pod',
  ],
];

const quadlet = (name: string, kind: QuadletInfo['kind'] = 'container', unit = `${name}.service`): QuadletInfo => ({
  name,
  kind,
  unit,
  size_bytes: 100,
  modified: '2026-11-20T12:00:00.000Z',
});
const unit = (name: string, active: string, sub: string, load = 'loaded'): UnitState => ({
  unit: `${name}.service`,
  description: '',
  load,
  active,
  sub,
});
const q = (name: string, answer?: Readonly<Record<string, unknown>>): Container =>
  podman(name, { PODMAN_SYSTEMD_UNIT: `${name}.service` }, answer);

function quadlets(
  units: UnitState[] | undefined,
  containers: Container[],
  files: QuadletInfo[] | undefined = [quadlet('plex')],
): HostFacts {
  return { directories: [], containers, units, quadlets: files, now };
}

const quadletRows: Row[] = [
  ['runs', quadlets([unit('plex', 'active', 'running')], [q('plex')]), 'healthy', '1 service runs'],
  [
    'runs, but is unhealthy',
    quadlets([unit('plex', 'active', 'running')], [q('plex', { Status: 'unhealthy' })]),
    'degraded',
    /health check fails/,
  ],
  ['stopped: Podman removed its container', quadlets([unit('plex', 'inactive', 'dead')], []), 'down', 'plex: stopped'],
  ['never loaded', quadlets([], []), 'down', 'plex: not started'],
  ['failed', quadlets([unit('plex', 'failed', 'failed')], []), 'down', 'plex: its unit failed'],
  [
    'failed, container kept',
    quadlets([unit('plex', 'failed', 'failed')], [q('plex', exited(125))]),
    'down',
    'plex: its unit failed (exit code 125)',
  ],
  [
    'restarted again and again',
    quadlets([unit('plex', 'activating', 'auto-restart')], []),
    'down',
    'plex: keeps failing, systemd restarts it',
  ],
  ['starting', quadlets([unit('plex', 'activating', 'start')], []), 'degraded', 'plex: its unit is starting'],
  [
    'stopping',
    quadlets([unit('plex', 'deactivating', 'stop-sigterm')], [q('plex')]),
    'down',
    'plex: its unit is stopping',
  ],
  ['reloading', quadlets([unit('plex', 'reloading', 'reload')], [q('plex')]), 'healthy', '1 service runs'],
  [
    'active without its container',
    quadlets([unit('plex', 'active', 'running')], []),
    'degraded',
    /container is not there/,
  ],
  [
    'a bad unit',
    quadlets([unit('plex', 'inactive', 'dead', 'bad-setting')], []),
    'down',
    'plex: systemd cannot load its unit (bad-setting)',
  ],
  [
    'started past its unit',
    quadlets([unit('plex', 'inactive', 'dead')], [q('plex')]),
    'degraded',
    'plex: running, but started past its unit',
  ],
  ['without a helper, by its container', quadlets(undefined, [q('plex')], undefined), 'healthy', '1 service runs'],
  [
    'without a helper, by its stopped container',
    quadlets(undefined, [q('plex', exited(143))], undefined),
    'down',
    'plex: stopped by SIGTERM',
  ],
  [
    'paused while its unit is active',
    quadlets([unit('plex', 'active', 'running')], [q('plex', { State: 'paused' })]),
    'down',
    'plex: paused',
  ],
  [
    'without a runtime',
    { ...quadlets([unit('plex', 'active', 'running')], []), containers: undefined },
    'unknown',
    'plex: the container runtime is not there',
  ],
  [
    'in a state of a newer systemd',
    quadlets([unit('plex', 'maintenance', 'x')], []),
    'unknown',
    'plex: its unit is maintenance',
  ],
  [
    'a pod of Quadlets',
    quadlets(
      [unit('a', 'active', 'running'), unit('b', 'failed', 'failed')],
      [q('a', { PodName: 'systemd-plex' }), q('b', { PodName: 'systemd-plex', ...exited(1) })],
      [quadlet('a'), quadlet('b'), quadlet('plex', 'pod', 'plex-pod.service')],
    ),
    'degraded',
    'b: its unit failed (exit code 1)',
  ],
  [
    'a pod of Quadlets that is stopped',
    quadlets([], [], [quadlet('plex', 'pod', 'plex-pod.service')]),
    'down',
    'plex: not started',
  ],
  [
    'a stack that became Quadlets',
    {
      ...quadlets(
        [unit('sonarr', 'active', 'running'), unit('plex-radarr', 'active', 'running')],
        [q('sonarr'), q('plex-radarr')],
        [quadlet('sonarr'), quadlet('plex-radarr')],
      ),
      directories: [folder('plex', two)],
    },
    'healthy',
    '2 services run',
  ],
];

export const stateCases: StateCase[] = [
  ...composeRows.map((row) => toCase(row, 'media', 'compose')),
  ...quadletRows.map((row) => toCase(row, 'plex', 'quadlet')),
];

function toCase([what, facts, health, reason, name, kind]: Row, stack: string, usual: StackState['kind']): StateCase {
  return { what, facts, expected: { name: name ?? stack, kind: kind ?? usual, health, reason } };
}
