import type { ProbeService } from '../../services/probe/probe-service.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import { type ReadLimits, readPanel } from '../panel.ts';

export interface ServiceReach {
  readonly instance: string;
  /** nothing is missing that it is reached with */
  readonly configured: boolean;
  /** absent: no address is known */
  readonly reachable?: boolean;
}

export interface ReachSources {
  readonly services: { list(): ServiceInstance[] };
  readonly probe: ProbeService;
}

/** Which services are known, and whether each answers at its address; each within its own time limit. */
export async function readReach({ services, probe }: ReachSources, limits?: ReadLimits): Promise<ServiceReach[]> {
  return Promise.all(
    services.list().map(async ({ service, instance, url, missing }) => {
      const known = { instance, configured: missing.length === 0 };
      if (url === undefined) return known;
      const found = await readPanel((signal) => probe({ service, instance, url }, signal), limits);
      return { ...known, reachable: found.state === 'ready' && found.data.state === 'up' };
    }),
  );
}
