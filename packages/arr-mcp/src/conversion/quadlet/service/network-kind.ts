import type { ServiceTarget } from '../project.ts';
import { networkOwner, referencedService } from '../relations.ts';

/**
 * Whose network a service has: of its own, a pod's, that of another service of the project (`shared`) or of some other
 * container (`foreign`), the host's, or none.
 */
export type NetworkKind = 'own' | 'pod' | 'shared' | 'foreign' | 'host' | 'none';

export function networkKind({
  key,
  service,
  project,
}: Pick<ServiceTarget, 'key' | 'service' | 'project'>): NetworkKind {
  const { model, pod } = project;
  const mode = service.network_mode;
  if (pod !== undefined && joinsPod(model.services[networkOwner(model, key)]?.network_mode)) return 'pod';
  if (mode === 'host' || mode === 'none') return mode;
  if (referencedService(model, mode) !== undefined) return 'shared';
  return /^(?:container|service|ns):/.test(mode ?? '') ? 'foreign' : 'own';
}

/** A service with a network mode of its own stays outside of the pod. */
function joinsPod(mode: string | undefined): boolean {
  return mode === undefined || mode === 'bridge' || mode === 'default';
}
