import type { Status } from '../domain/collect-status.ts';
import type { RecentValue } from '../domain/recent-value.ts';
import type { AccessParts } from '../http/auth/access.ts';
import type { Consent } from '../http/oauth/consent.ts';
import type { GrantStore } from '../storage/grant-store.ts';

export interface DashboardParts {
  readonly access: AccessParts;
  readonly status: Pick<RecentValue<Status>, 'get'>;
  /** of this server */
  readonly version: string;
  /** the page says that everything on it is invented */
  readonly isDemo: boolean;
  /** these are absent when OAuth is off */
  readonly consent?: Consent;
  readonly grants?: Pick<GrantStore, 'list'>;
}
