import type { ContainerSpec } from '../host/container-spec.ts';
import type { DemoContainer } from '../host/demo-container.ts';
import { imageId, labelsOf } from './list-answer.ts';

const never = '0001-01-01T00:00:00Z';
const nanoseconds = 1e9;

/** One container as Podman's own inspect has it, as far as anybody looks. */
export function toInspected(container: DemoContainer, now: Date): object {
  const { id, spec } = container;
  return {
    Id: id,
    Created: container.created.toISOString(),
    Path: '/init',
    Args: ['/init'],
    State: stateOf(container, now),
    Image: imageId(spec),
    ImageName: spec.image,
    Rootfs: '',
    Pod: '',
    Name: spec.name,
    RestartCount: 0,
    Driver: 'overlay',
    Mounts: (spec.mounts ?? []).map(({ source, target, readOnly = false }) => ({
      Type: 'bind',
      Source: source,
      Destination: target,
      Driver: '',
      Mode: '',
      Options: ['rbind'],
      RW: !readOnly,
      Propagation: 'rprivate',
    })),
    Dependencies: [],
    NetworkSettings: networkOf(spec),
    IsInfra: false,
    Config: configOf(id, spec),
    HostConfig: {
      Binds: (spec.mounts ?? []).map(({ source, target }) => `${source}:${target}:rw,rprivate,rbind`),
      LogConfig: { Type: 'journald', Config: null, Path: '', Tag: '', Size: '0B' },
      NetworkMode: spec.networkMode ?? 'bridge',
      PortBindings: bindingsOf(spec),
      RestartPolicy: { Name: spec.unit === undefined ? 'unless-stopped' : 'no', MaximumRetryCount: 0 },
      Privileged: false,
      Memory: 0,
    },
  };
}

function stateOf(container: DemoContainer, now: Date): object {
  const { finishedAt, isRunning, startedAt, exitCode } = container;
  return {
    OciVersion: '1.2.0',
    Status: isRunning ? 'running' : 'exited',
    Running: isRunning,
    Paused: false,
    Restarting: false,
    OOMKilled: false,
    Dead: false,
    Pid: isRunning ? 2000 : 0,
    ExitCode: exitCode,
    Error: '',
    StartedAt: startedAt.toISOString(),
    FinishedAt: finishedAt?.toISOString() ?? never,
    ...healthOf(container, now),
  };
}

function healthOf(container: DemoContainer, now: Date): object {
  const { complaint: fails, spec } = container;
  if (spec.healthCheck === undefined) return {};
  const checks = container.health(now) === 'starting' ? [] : [3, 2, 1];
  const log = checks.map((ago) => {
    const start = new Date(now.getTime() - ago * 30_000).toISOString();
    return { Start: start, End: start, ExitCode: fails === undefined ? 0 : 1, Output: fails ?? '' };
  });
  return { Health: { Status: container.health(now), FailingStreak: fails === undefined ? 0 : 41, Log: log } };
}

function configOf(id: string, { environment = {}, healthCheck, image, port, ...spec }: ContainerSpec): object {
  return {
    Hostname: id.slice(0, 12),
    User: '',
    Tty: false,
    Env: ['PATH=/usr/bin:/bin', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
    Cmd: ['/init'],
    Image: image,
    WorkingDir: '/',
    Entrypoint: null,
    Labels: labelsOf({ image, ...spec }),
    StopSignal: 'SIGTERM',
    ...(healthCheck === undefined
      ? {}
      : { Healthcheck: { Test: ['CMD-SHELL', healthCheck.command], Interval: 30 * nanoseconds, Retries: 3 } }),
    ...(port === undefined ? {} : { ExposedPorts: { [`${port.container}/tcp`]: {} } }),
  };
}

function networkOf(spec: ContainerSpec): object {
  const shares = spec.networkMode !== undefined;
  const address = { Gateway: '10.88.0.1', IPAddress: '10.88.0.9', IPPrefixLen: 16, MacAddress: '5a:6d:f2:69:30:b6' };
  return {
    ...(shares ? {} : address),
    Ports: bindingsOf(spec),
    Networks: shares ? {} : { podman: { ...address, Aliases: [spec.name] } },
  };
}

function bindingsOf({ port }: ContainerSpec): object {
  if (port === undefined) return {};
  return { [`${port.container}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(port.host) }] };
}
