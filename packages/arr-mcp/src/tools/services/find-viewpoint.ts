import type { Viewpoint } from '../../domain/services/candidate-urls.ts';
import { isInContainer } from '../../files/in-container.ts';
import { findHostAddresses } from '../../services/probe/host-addresses.ts';

/** Where this process looks from. */
export async function findViewpoint(): Promise<Viewpoint> {
  const inContainer = isInContainer();
  return { inContainer, hostAddresses: inContainer ? await findHostAddresses() : ['127.0.0.1'] };
}
