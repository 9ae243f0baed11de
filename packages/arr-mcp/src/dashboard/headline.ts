import type { Health } from '../domain/container-health.ts';
import type { Finding } from './attention.ts';
import { plural } from './format.ts';

/** How all of it does, in one sentence. */
export interface Headline {
  readonly health: Health;
  readonly text: string;
  /** why, in small print */
  readonly detail?: string;
}

export interface HeadlineFacts {
  readonly findings: readonly Finding[];
  readonly hasRuntime: boolean;
  /** something else could not be asked */
  readonly hasGaps: boolean;
  /** nothing is installed yet */
  readonly isEmpty: boolean;
}

export function toHeadline({ findings, hasRuntime, hasGaps, isEmpty }: HeadlineFacts): Headline {
  if (!hasRuntime) return { health: 'unknown', text: 'The containers cannot be seen right now' };
  const [worst] = findings;
  if (worst !== undefined) return summarize(findings, worst);
  if (isEmpty) return { health: 'unknown', text: 'Nothing is set up yet' };
  if (hasGaps) return { health: 'healthy', text: 'Everything that can be seen is running' };
  return { health: 'healthy', text: 'Everything is running' };
}

function summarize(findings: readonly Finding[], worst: Finding): Headline {
  const { health, title, reason } = worst;
  const others = findings.length - 1;
  if (others === 0) return { health, text: title, detail: reason };
  const isAlone = findings.filter((each) => each.health === health).length === 1;
  if (health !== 'down' || !isAlone) return { health, text: `${findings.length} things need attention` };
  return { health, text: `${title}, and ${plural(others, 'more thing')} ${others === 1 ? 'needs' : 'need'} a look` };
}
