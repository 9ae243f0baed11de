import type { ContainerState } from '../../runtime/container.ts';
import type { ServiceName } from '../../services/service-catalog.ts';
import type { FoundConfig } from './service-folder.ts';

/** A service as a container, a folder or both show it. */
export interface FoundService {
  readonly service: ServiceName;
  readonly instance: string;
  readonly container?: {
    readonly name: string;
    readonly state: ContainerState;
    readonly matchedBy: 'image' | 'name';
    readonly usesHostNetwork: boolean;
    /** of the host, that leads to the service */
    readonly port?: number;
  };
  /** its folder in the services directory */
  readonly folder?: string;
  readonly config?: FoundConfig;
  /** where it was found to be, or is likely to be once it answers */
  readonly url?: string;
  /** whether something answered there as this service */
  readonly answered?: boolean;
  /** where it should be, and something answers that is not known to be it */
  readonly strangerAt?: string;
}

export interface ServiceScan {
  readonly found: readonly FoundService[];
  /** folders of the services directory that are of no known service */
  readonly otherFolders: readonly string[];
  /** why no containers could be looked at */
  readonly runtimeProblem?: string;
}
