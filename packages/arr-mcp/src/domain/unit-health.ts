import type { UnitState } from '@arr-mcp/helper-protocol';

import type { Container } from '../runtime/container.ts';
import { type HealthVerdict, checkContainer } from './container-health.ts';

export interface UnitFacts {
  /** undefined: systemd does not have it loaded */
  readonly unit: UnitState | undefined;
  /** undefined: Podman removes the container of a Quadlet when its unit stops */
  readonly container: Container | undefined;
  /** Unix milliseconds */
  readonly now?: number | undefined;
}

/**
 * Podman runs each health check as a transient unit named after the container's id. That it failed is told by the
 * container's health, and the unit is gone a moment later.
 */
export function isHealthCheckUnit({ unit }: Pick<UnitState, 'unit'>): boolean {
  return /^[0-9a-f]{64}(?:-[0-9a-f]+)?\.(?:service|timer)$/.test(unit);
}

/** How a Quadlet does, by its unit first and its container second. */
export function checkUnit({ unit, container, now }: UnitFacts): HealthVerdict {
  if (unit === undefined) return container === undefined ? down('not started') : checkContainer(container, { now });
  if (unit.load !== 'loaded') return down(`systemd cannot load its unit (${unit.load})`);
  switch (unit.active) {
    case 'active':
    case 'reloading':
      return checkActive(unit, container, now);
    case 'failed':
      return down(withExit('its unit failed', container));
    case 'activating':
      return unit.sub === 'auto-restart'
        ? down(withExit('keeps failing, systemd restarts it', container))
        : { health: 'degraded', reason: 'its unit is starting' };
    case 'deactivating':
      return down('its unit is stopping');
    case 'inactive':
      return checkInactive(container, now);
    default:
      return { health: 'unknown', reason: `its unit is ${unit.active}` };
  }
}

function checkActive(unit: UnitState, container: Container | undefined, now: number | undefined): HealthVerdict {
  if (container !== undefined) return checkContainer(container, { now });
  // A job with RemainAfterExit= stays active when its container has ended.
  if (unit.sub === 'exited') return { health: 'healthy', reason: 'finished' };
  return { health: 'degraded', reason: 'its unit runs, but its container is not there' };
}

function checkInactive(container: Container | undefined, now: number | undefined): HealthVerdict {
  if (container?.state !== 'running') return down('stopped');
  const { health, reason } = checkContainer(container, { now });
  return { health: health === 'healthy' ? 'degraded' : health, reason: `${reason}, but started past its unit` };
}

function withExit(reason: string, container: Container | undefined): string {
  return container?.exitCode === undefined ? reason : `${reason} (exit code ${container.exitCode})`;
}

function down(reason: string): HealthVerdict {
  return { health: 'down', reason };
}
