import type { ComposeService } from '../../compose/compose-model.ts';
import type { ServiceTarget } from '../project.ts';
import type { Rules } from '../rule.ts';

/** One rule for each key of a service. */
export type ServiceRules = Rules<ComposeService, ServiceTarget>;
