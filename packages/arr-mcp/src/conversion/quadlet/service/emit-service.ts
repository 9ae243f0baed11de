import type { ComposeService } from '../../compose/compose-model.ts';
import { emitBuild } from '../build-unit.ts';
import { type Project, type ServiceTarget, containerName, markerOf, serviceUnit } from '../project.ts';
import { isWaitedFor, networkGuests, requiredServices } from '../relations.ts';
import { SubjectReport, applyRules } from '../rule.ts';
import { UnitDraft } from '../unit-draft.ts';
import { replicasOf } from './deploy-rules.ts';
import { secondsUntilSick } from './health-rules.ts';
import { hasRootfs } from './image-rules.ts';
import { networkKind } from './network-kind.ts';
import { addPublishedPorts } from './reach-rules.ts';
import { addRestart, restartsAfterSuccess } from './restart.ts';
import { serviceRules } from './service-rules.ts';

// The first start may have to pull the image, for which systemd's 90 s are too short.
const secondsForPull = 900;

/** Writes the units of one service: its container, and what builds its image. */
export function emitService(key: string, service: ComposeService, project: Project): void {
  const report = new SubjectReport(`services.${key}`, project.findings);
  project.names.claim('container', key, report);
  const unit = new UnitDraft(project.names.of(key), 'container', markerOf(project, report.subject));
  const target: ServiceTarget = { key, service, unit, project, report };
  report.attempt('container_name', () => unit.add('ContainerName', containerName(project, key)));
  applyRules(serviceRules, { thing: service }, target);
  if (service.image === undefined && service.build === undefined && !hasRootfs(target)) {
    report.error('image', 'invalid', 'the service has neither an image nor a build: add one');
  }
  reportMissing(target);
  addPublishedPorts(target);
  if (networkKind(target) === 'pod') joinPod(target);
  addRestart(target);
  reviveGuests(target);
  addWaiting(target);
  if (replicasOf(service) === 0) return;
  project.drafts.push(unit);
  if (service.build !== undefined) emitBuild({ key, service, build: service.build }, project);
}

/** Of what `depends_on` names its own rule tells; a network or volumes may be shared without it. */
function reportMissing({ key, service, report, project: { model } }: ServiceTarget): void {
  for (const name of requiredServices(model, key)) {
    const other = model.services[name];
    if (other === undefined || replicasOf(other) > 0 || service.depends_on?.[name] !== undefined) continue;
    report.error('depends_on', 'invalid', `it needs ${name}, which has no replicas: give it one`);
  }
}

function joinPod({ unit, project }: ServiceTarget): void {
  if (project.pod === undefined) return;
  unit.add('Pod', `${project.pod.name}.pod`);
  unit.add('StartWithPod', 'true');
}

/** `BindsTo=` stops guests when this container ends by itself, and nothing would start them again with it. */
function reviveGuests(target: ServiceTarget): void {
  const { key, unit, project } = target;
  // Nothing is bound to anything in a pod, which starts all of its containers.
  if (project.options.reviveGuests !== true || networkKind(target) === 'pod') return;
  for (const guest of networkGuests(project.model, key)) {
    unit.addSystemd('Unit', 'Wants', serviceUnit(project, guest));
  }
}

/** What makes a unit count as started: at once, when healthy, or when it has ended well. */
function addWaiting(target: ServiceTarget): void {
  const { key, unit, report, project, service } = target;
  const waitsForHealth = isWaitedFor(project.model, key, 'service_healthy');
  if (isWaitedFor(project.model, key, 'service_completed_successfully')) {
    if (waitsForHealth) {
      report.warn('healthcheck', 'approximated', 'others wait for its end: those that wait for its health do so too');
    }
    if (restartsAfterSuccess(target)) {
      report.error('restart', 'invalid', 'others wait until it has ended, and it would be restarted: use on-failure');
    }
    unit.addSystemd('Service', 'Type', 'oneshot');
    unit.addSystemd('Service', 'RemainAfterExit', 'yes');
    return;
  }
  if (waitsForHealth) {
    unit.add('Notify', 'healthy');
    report.info(
      'healthcheck',
      'policy',
      `${key} now counts as started only when it is healthy, for all that wait for it`,
    );
  }
  const seconds = waitsForHealth ? Math.max(secondsForPull, secondsUntilSick(service) + 60) : secondsForPull;
  unit.addSystemd('Service', 'TimeoutStartSec', String(seconds));
}
