import type { Dependency } from '../../compose/service-parts.ts';
import { type ServiceTarget, serviceUnit, sortedEntries } from '../project.ts';
import { nothing } from '../rule.ts';
import { replicasOf } from './deploy-rules.ts';
import { isHealthcheckOff } from './health-rules.ts';
import type { ServiceRules } from './service-rule.ts';

const logDrivers = new Set(['journald', 'k8s-file', 'json-file', 'none', 'passthrough']);
const logOptions = new Set(['path', 'max-size', 'tag', 'label']);

/** When a container runs, after which others, and what becomes of what it says. */
export const lifecycleRules = {
  depends_on: (dependencies, target) => {
    for (const [name, dependency] of Object.entries(dependencies)) addDependency(name, dependency, target);
  },
  // `addRestart` writes it, together with the restart policy of `deploy`.
  restart: nothing,
  logging: ({ driver, options = {} }, { unit, report }) => {
    if (driver !== undefined && !logDrivers.has(driver)) {
      return report.warn('logging.driver', 'unsupported', `Podman knows no ${driver}: its logs go to the journal`);
    }
    if (driver !== undefined) unit.add('LogDriver', driver);
    for (const [name, value] of sortedEntries(options)) {
      if (logOptions.has(name)) unit.add('LogOpt', `${name}=${value}`);
      else report.info(`logging.options.${name}`, 'dropped-option', `Podman takes ${name} and does nothing about it`);
    }
  },
} satisfies Partial<ServiceRules>;

function addDependency(name: string, { condition, required, restart }: Dependency, target: ServiceTarget): void {
  const { unit, report, project } = target;
  const at = `depends_on.${name}`;
  const service = Object.hasOwn(project.model.services, name) ? project.model.services[name] : undefined;
  if (service === undefined || replicasOf(service) === 0) {
    if (required) report.error(at, 'invalid', `${name} is not there: activate its profile or remove the dependency`);
    else report.info(at, 'dropped-option', `${name} is not there and is not waited for`);
    return;
  }
  unit.addSystemd('Unit', required ? 'Requires' : 'Wants', serviceUnit(project, name));
  unit.addSystemd('Unit', 'After', serviceUnit(project, name));
  if (restart) unit.addSystemd('Unit', 'PartOf', serviceUnit(project, name));
  if (condition !== 'service_healthy') return;
  if (isHealthcheckOff(service)) {
    report.error(at, 'invalid', `${name} has no health check to wait for: enable it, or wait for service_started`);
  } else if (service.healthcheck?.test === undefined) {
    report.warn(at, 'approximated', `${name} starts only if its image has a health check: give it one in the file`);
  }
}
