import type { HelperHealth, UnitState } from '@arr-mcp/helper-protocol';

import type { Status } from '../domain/collect-status.ts';
import type { Panel } from '../domain/panel.ts';
import type { ServiceState } from '../domain/service-state.ts';
import type { StackState } from '../domain/stack-state.ts';
import type { Disk } from '../files/disk-usage.ts';
import type { RuntimeInfo } from '../runtime/container-runtime.ts';
import type { Container } from '../runtime/container.ts';
import type { StatusView } from './status-view.ts';

/**
 * `GET /api/status`: what the page shows, for programs. Sizes in bytes, times in ISO 8601 UTC. Each field is named
 * here, so that a new fact does not get out by itself.
 */
export function toStatusJson(
  status: Status,
  { headline, findings }: Pick<StatusView, 'headline' | 'findings'>,
): object {
  return {
    generated_at: status.generatedAt,
    health: headline.health,
    summary: headline.text,
    findings,
    stacks: mapPanel(status.stacks, (stacks) => stacks.map(toStack)),
    containers: mapPanel(status.containers, (containers) => containers.map(toContainer)),
    units: mapPanel(status.units, (units) => units.map(toUnit)),
    disks: mapPanel(status.disks, (disks) => disks.map(toDisk)),
    runtime: mapPanel(status.runtime, toRuntime),
    helper: mapPanel(status.helper, toHelper),
    unavailable: status.unavailable,
  };
}

function mapPanel<Data>(panel: Panel<Data>, map: (data: Data) => object): object {
  return panel.state === 'ready' ? { state: panel.state, data: map(panel.data) } : panel;
}

function toStack({ name, kind, health, reason, counts, services }: StackState): object {
  return {
    name,
    kind,
    health,
    reason,
    running: counts.running,
    total: counts.total,
    services: services.map(toService),
  };
}

function toService({ name, state, health, reason, containers, unit, image }: ServiceState): object {
  return { name, state, health, reason, containers, unit, image };
}

function toContainer({ name, image, state, health, exitCode, startedAt, finishedAt, ports }: Container): object {
  const published = ports.map(({ containerPort, hostPort, protocol }) => ({
    container_port: containerPort,
    host_port: hostPort,
    protocol,
  }));
  return {
    name,
    image,
    state,
    health_check: health,
    exit_code: exitCode,
    started_at: startedAt,
    finished_at: finishedAt,
    ports: published,
  };
}

function toUnit({ unit, description, load, active, sub }: UnitState): object {
  return { unit, description, load, active, sub };
}

function toDisk({ use, path, totalBytes, freeBytes, usedPercent }: Disk): object {
  return { use, path, total_bytes: totalBytes, free_bytes: freeBytes, used_percent: usedPercent };
}

function toRuntime({ kind, version, rootless }: RuntimeInfo): object {
  return { kind, version, rootless };
}

function toHelper({ version, compose, systemd, quadlet }: HelperHealth): object {
  return { version, compose, systemd, quadlet };
}
