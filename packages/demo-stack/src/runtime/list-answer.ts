import type { ContainerSpec } from '../host/container-spec.ts';
import type { DemoContainer } from '../host/demo-container.ts';

// Go's zero time, in Unix seconds.
const never = -62_135_596_800;

/** One container as Podman's own list has it. */
export function toListed(container: DemoContainer, now: Date): object {
  const { finishedAt, id, isRunning, spec } = container;
  return {
    AutoRemove: false,
    Command: ['/init'],
    Created: container.created.toISOString(),
    CreatedAt: '',
    CIDFile: '',
    Exited: !isRunning,
    ExitedAt: finishedAt === undefined ? never : toSeconds(finishedAt),
    ExitCode: container.exitCode,
    ExposedPorts: spec.port === undefined ? null : { [String(spec.port.container)]: ['tcp'] },
    Id: id,
    Image: spec.image,
    ImageID: imageId(spec),
    IsInfra: false,
    Labels: labelsOf(spec),
    Mounts: (spec.mounts ?? []).map(({ target }) => target),
    Names: [spec.name],
    Namespaces: {},
    Networks: spec.networkMode === undefined ? ['podman'] : [],
    Pid: isRunning ? 2000 : 0,
    Pod: '',
    PodName: '',
    Ports: spec.port === undefined ? null : [toPublished(spec.port)],
    Restarts: 0,
    Size: null,
    StartedAt: toSeconds(container.startedAt),
    State: isRunning ? 'running' : 'exited',
    Status: container.health(now),
  };
}

/** As podman-compose and Quadlet put them. */
export function labelsOf({ compose, image, name, unit }: ContainerSpec): Readonly<Record<string, string>> {
  const titled = { 'org.opencontainers.image.title': name, 'org.opencontainers.image.version': tagOf(image) };
  if (unit !== undefined) return { ...titled, PODMAN_SYSTEMD_UNIT: unit };
  if (compose === undefined) return titled;
  return {
    ...titled,
    'com.docker.compose.project': compose.stack,
    'com.docker.compose.project.working_dir': compose.workingDir,
    'com.docker.compose.service': compose.service,
    'io.podman.compose.project': compose.stack,
    PODMAN_SYSTEMD_UNIT: `podman-compose@${compose.stack}.service`,
  };
}

export function imageId({ image }: Pick<ContainerSpec, 'image'>): string {
  return Buffer.from(image.padEnd(32, '.')).toString('hex').slice(0, 64);
}

function tagOf(image: string): string {
  return image.split(':').at(-1) ?? 'latest';
}

function toPublished({ host, container }: NonNullable<ContainerSpec['port']>): object {
  return { host_ip: '127.0.0.1', container_port: container, host_port: host, range: 1, protocol: 'tcp' };
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
