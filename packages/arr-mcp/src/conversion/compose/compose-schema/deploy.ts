import { z } from 'zod';

import { TextMap } from './key-values.ts';
import { DeviceRequests } from './limits.ts';
import { section } from './section.ts';
import { Count, Duration, NumberText, Size, Text, Texts, oneOf } from './texts.ts';

const Update = section({
  parallelism: Count.exactOptional(),
  delay: Duration.exactOptional(),
  failure_action: Text.exactOptional(),
  monitor: Duration.exactOptional(),
  max_failure_ratio: NumberText.exactOptional(),
  order: oneOf('start-first', 'stop-first').exactOptional(),
});

const limits = { cpus: NumberText.exactOptional(), memory: Size.exactOptional() };
const GenericResource = section({
  discrete_resource_spec: section({ kind: Text.exactOptional(), value: NumberText.exactOptional() }).exactOptional(),
});

export const deployShape = {
  mode: Text.exactOptional(),
  endpoint_mode: Text.exactOptional(),
  replicas: Count.exactOptional(),
  labels: TextMap.exactOptional(),
  placement: section({
    constraints: Texts.exactOptional(),
    preferences: z.array(section({ spread: Text.exactOptional() })).exactOptional(),
    max_replicas_per_node: Count.exactOptional(),
  }).exactOptional(),
  update_config: Update.exactOptional(),
  rollback_config: Update.exactOptional(),
  resources: section({
    limits: section({ ...limits, pids: NumberText.exactOptional() }).exactOptional(),
    reservations: section({
      ...limits,
      devices: DeviceRequests.exactOptional(),
      generic_resources: z.array(GenericResource).exactOptional(),
    }).exactOptional(),
  }).exactOptional(),
  restart_policy: section({
    condition: Text.exactOptional(),
    delay: Duration.exactOptional(),
    max_attempts: Count.exactOptional(),
    window: Duration.exactOptional(),
  }).exactOptional(),
};

export const Deploy = section(deployShape);
