import type { StatusCache } from '../domain/status-cache.ts';
import type { AccessParts } from '../http/auth/access.ts';
import type { Consent } from '../http/oauth/consent.ts';

export interface DashboardParts {
  readonly access: AccessParts;
  readonly status: Pick<StatusCache, 'get'>;
  /** of this server */
  readonly version: string;
  /** the page says that everything on it is invented */
  readonly isDemo: boolean;
  /** absent: OAuth is off */
  readonly consent?: Consent;
}
