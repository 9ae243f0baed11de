import { DockerContainers } from '../runtime/docker-list.ts';
import { PodmanContainers } from '../runtime/podman-list.ts';
import type { Container } from '../runtime/container.ts';

export const now = Date.parse('2026-11-21T12:00:00Z');
const longAgo = now / 1000 - 86_400;

export type Labels = Readonly<Record<string, string>>;

/** Labels as podman-compose puts them on the containers of a stack in /opt/stacks. */
export const podmanLabels = (project: string, service: string): Labels => ({
  ...dockerLabels(project, service),
  'io.podman.compose.project': project,
  PODMAN_SYSTEMD_UNIT: `podman-compose@${project}.service`,
});

/** Labels as `docker compose` puts them. */
export const dockerLabels = (project: string, service: string): Labels => ({
  'com.docker.compose.project': project,
  'com.docker.compose.service': service,
  'com.docker.compose.project.working_dir': `/opt/stacks/${project}`,
});

/** A container as Podman's own list answers it, in the shape recorded from 5.4.2, through the real parser. */
export function podman(name: string, labels: Labels, answer: Readonly<Record<string, unknown>> = {}): Container {
  const recorded = {
    Id: `id-${name}`,
    Names: [name],
    Image: 'localhost/busybox:1.0',
    Created: '2026-11-20T12:00:00.626144802Z',
    Exited: false,
    ExitedAt: -62_135_596_800,
    ExitCode: 0,
    IsInfra: false,
    PodName: '',
    Labels: labels,
    Ports: null,
    Restarts: 0,
    StartedAt: longAgo,
    State: 'running',
    Status: '',
  };
  return PodmanContainers.parse([{ ...recorded, ...answer }]).at(0) ?? missing();
}

/** A container as Docker's list answers it, in the shape recorded from 26.1.5, through the real parser. */
export function docker(name: string, labels: Labels, state: string, status: string): Container {
  const answer = {
    Id: `id-${name}`,
    Names: [`/${name}`],
    Image: 'localhost/busybox:1.0',
    Created: longAgo,
    Labels: labels,
  };
  return DockerContainers.parse([{ ...answer, Ports: [], State: state, Status: status }]).at(0) ?? missing();
}

function missing(): never {
  throw new Error('the parser gave no container');
}
