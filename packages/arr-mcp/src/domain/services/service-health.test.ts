import { describe, expect, it } from 'vitest';

import { countStatuses, judgeIssues, worstFirst } from './service-health.ts';

describe('the health of a service', () => {
  it.each([
    [[], 'healthy'],
    [['notice'], 'healthy'],
    [['notice', 'warning'], 'degraded'],
    [['warning', 'error'], 'critical'],
  ] as const)('with %j is %s', (types, status) => {
    expect(judgeIssues(types.map((type) => ({ type, message: '' })))).toBe(status);
  });

  it('is listed with the worst first, and counted', () => {
    const all = (['healthy', 'degraded', 'critical', 'unknown', 'healthy'] as const).map((status) => ({ status }));

    expect(worstFirst(all).map(({ status }) => status)).toEqual([
      'critical',
      'unknown',
      'degraded',
      'healthy',
      'healthy',
    ]);
    expect(countStatuses(all)).toEqual({ total: 5, critical: 1, degraded: 1, unknown: 1, healthy: 2 });
  });
});
