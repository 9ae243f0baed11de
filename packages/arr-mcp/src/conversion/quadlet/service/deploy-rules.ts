import type { ComposeDeploy } from '../../compose/service-parts.ts';
import type { ServiceTarget } from '../project.ts';
import { type Rules, applyRules, nothing } from '../rule.ts';
import { addDeviceRequests } from './devices.ts';
import { checkDecimal, checkNumber } from './resource-rules.ts';
import type { ServiceRules } from './service-rule.ts';

type Resources = NonNullable<ComposeDeploy['resources']>;

const swarm =
  (attribute: string) =>
  (_value: unknown, { report }: ServiceTarget): void =>
    report.info(`deploy.${attribute}`, 'unsupported', 'it is a setting of a Swarm, of which there is none here');

const limitRules: Rules<NonNullable<Resources['limits']>, ServiceTarget> = {
  cpus: (cpus, { unit }) => unit.addArgument('--cpus', checkDecimal(cpus)),
  memory: (bytes, { unit }) => unit.addArgument('--memory', String(bytes)),
  pids: (pids, { unit }) => unit.add('PidsLimit', checkNumber(pids)),
};

const reservationRules: Rules<NonNullable<Resources['reservations']>, ServiceTarget> = {
  cpus: (_cpus, { report }) =>
    report.warn('deploy.resources.reservations.cpus', 'unsupported', 'Podman reserves no CPU: use cpu_shares'),
  memory: (bytes, { unit }) => unit.addArgument('--memory-reservation', String(bytes)),
  devices: (requests, target) => addDeviceRequests(requests, 'deploy.resources.reservations.devices', target),
  generic_resources: swarm('resources.reservations.generic_resources'),
};

const resourceRules: Rules<Resources, ServiceTarget> = {
  limits: (limits, target) => applyRules(limitRules, { thing: limits, prefix: 'deploy.resources.limits.' }, target),
  reservations: (reservations, target) =>
    applyRules(reservationRules, { thing: reservations, prefix: 'deploy.resources.reservations.' }, target),
};

const deployKeyRules: Rules<ComposeDeploy, ServiceTarget> = {
  replicas: (count, target) => reportReplicas(count, 'deploy.replicas', target),
  mode: swarm('mode'),
  endpoint_mode: swarm('endpoint_mode'),
  labels: swarm('labels'),
  placement: swarm('placement'),
  update_config: swarm('update_config'),
  rollback_config: swarm('rollback_config'),
  resources: (resources, target) =>
    applyRules(resourceRules, { thing: resources, prefix: 'deploy.resources.' }, target),
  // `addRestart` reads it together with `restart`.
  restart_policy: nothing,
};

/** `deploy`, of which a single host can do a part. */
export const deployRules = {
  deploy: (deploy, target) => applyRules(deployKeyRules, { thing: deploy, prefix: 'deploy.' }, target),
  scale: (count, target) => reportReplicas(count, 'scale', target),
} satisfies Partial<ServiceRules>;

/** How many containers of the service there are to be. */
export function replicasOf({ deploy, scale }: ServiceTarget['service']): number {
  return deploy?.replicas ?? scale ?? 1;
}

function reportReplicas(count: number, attribute: string, { report }: ServiceTarget): void {
  if (count === 0) {
    report.info(attribute, 'approximated', 'with no replicas there is no unit');
  } else if (count !== 1) {
    report.error(attribute, 'unsupported', `a unit is one container: write ${count} services instead`);
  }
}
