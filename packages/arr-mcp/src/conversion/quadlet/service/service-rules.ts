import { deployRules } from './deploy-rules.ts';
import { deviceRules } from './devices.ts';
import { environmentRules } from './environment-rules.ts';
import { extensionRules } from './extension-rules.ts';
import { healthRules } from './health-rules.ts';
import { imageRules } from './image-rules.ts';
import { lifecycleRules } from './lifecycle-rules.ts';
import { networkRules } from './network-rules.ts';
import { processRules } from './process-rules.ts';
import { reachRules } from './reach-rules.ts';
import { resourceRules } from './resource-rules.ts';
import { securityRules } from './security-rules.ts';
import type { ServiceRules } from './service-rule.ts';
import { storageRules } from './storage-rules.ts';

/** One rule for each key of a service, in the order in which a unit has them; a key without one does not compile. */
export const serviceRules: ServiceRules = {
  ...imageRules,
  ...processRules,
  ...environmentRules,
  ...securityRules,
  ...deviceRules,
  ...resourceRules,
  ...deployRules,
  ...healthRules,
  ...networkRules,
  ...reachRules,
  ...storageRules,
  ...lifecycleRules,
  ...extensionRules,
};
