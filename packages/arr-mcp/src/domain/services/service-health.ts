export type HealthStatus = 'healthy' | 'degraded' | 'critical' | 'unknown';

export interface HealthIssue {
  /** the check that found it, by the service's own name */
  readonly source?: string;
  readonly type: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly wiki_url?: string;
}

export interface ServiceHealth {
  readonly service: string;
  readonly instance: string;
  readonly reachable: boolean;
  readonly status: HealthStatus;
  readonly issues: readonly HealthIssue[];
}

const order: readonly HealthStatus[] = ['critical', 'unknown', 'degraded', 'healthy'];

/** How a service stands by what it finds wrong itself: an error is critical, a warning degrades it, a notice does nothing. */
export function judgeIssues(issues: readonly HealthIssue[]): HealthStatus {
  if (issues.some(({ type }) => type === 'error')) return 'critical';
  return issues.some(({ type }) => type === 'warning') ? 'degraded' : 'healthy';
}

/** The worst first; among equals as they came. */
export function worstFirst<Health extends Pick<ServiceHealth, 'status'>>(all: readonly Health[]): Health[] {
  return all.toSorted((left, right) => order.indexOf(left.status) - order.indexOf(right.status));
}

export function countStatuses(all: readonly Pick<ServiceHealth, 'status'>[]): Record<HealthStatus | 'total', number> {
  const count = (wanted: HealthStatus): number => all.filter(({ status }) => status === wanted).length;
  return {
    total: all.length,
    critical: count('critical'),
    degraded: count('degraded'),
    unknown: count('unknown'),
    healthy: count('healthy'),
  };
}
