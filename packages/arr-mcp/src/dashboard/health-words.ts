import type { Health } from '../domain/container-health.ts';
import type { ServiceActivity } from '../domain/service-state.ts';

/** What a person sees of a health: the icon and colour follow `health`, the word says it without them. */
export interface Badge {
  readonly health: Health;
  readonly word: string;
}

const words: Readonly<Record<Health, string>> = {
  healthy: 'Running',
  degraded: 'Needs attention',
  down: 'Not running',
  unknown: 'Not known',
};

const activityWords: Partial<Record<ServiceActivity, string>> = {
  finished: 'Finished',
  off: 'Switched off',
  restarting: 'Keeps restarting',
  paused: 'Paused',
  created: 'Never started',
  missing: 'Not there',
  partial: 'Partly running',
};

/** @param activity says it more exactly than the health alone, where it is known */
export function toBadge(health: Health, activity?: ServiceActivity): Badge {
  const exact = activity === undefined ? undefined : activityWords[activity];
  // A service that is switched off or done is well, and yet nothing to be green about.
  const isIdle = activity === 'off' || activity === 'finished';
  return { health: isIdle && health === 'healthy' ? 'unknown' : health, word: exact ?? words[health] };
}

// The worst first: what is down matters more than what limps, and that more than what nobody knows.
const order: readonly Health[] = ['down', 'degraded', 'unknown', 'healthy'];

export function compareHealth(a: Health, b: Health): number {
  return order.indexOf(a) - order.indexOf(b);
}
