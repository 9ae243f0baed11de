import { quadletValues } from '@arr-mcp/helper-protocol';

import { buildRules } from './build-file.ts';
import type { OutputBuild, OutputService } from './compose-output.ts';
import { containerRules } from './container-rules.ts';
import { Note } from './conversion-log.ts';
import { addDependencies, inStartOrder, tellUnawaited } from './dependencies.ts';
import { addHealthcheck } from './healthcheck.ts';
import { addNetworks } from './networks.ts';
import { podRules } from './pod-rules.ts';
import { Pods } from './pods.ts';
import { type SetMember, containerName } from './quadlet-set.ts';
import { tellTwice } from './objects.ts';
import { addRestart } from './restart-policy.ts';
import { type Conversion, type RuleBook, applyRules, toPlace, unsupported } from './rule.ts';
import { otherKey, quadletSectionRules, supportBook } from './systemd-rules.ts';
import { conditionRule, installRules, serviceRules, unitRules } from './unit-rules.ts';
import { escapeDollars } from './value-text.ts';

const ofSystemd = unsupported('compose has no units for systemd to do this with: see whether the service needs it');

const book: RuleBook<OutputService> = {
  sections: {
    Container: containerRules,
    Unit: unitRules,
    Service: serviceRules,
    Install: installRules,
    Quadlet: quadletSectionRules,
  },
  other: (entry) =>
    entry.section === 'Unit' && /^(?:Condition|Assert)/.test(entry.key) ? conditionRule : otherKey(entry, ofSystemd),
};

/** Adds a service for each container of a set. */
export function addContainers(conversion: Conversion): void {
  const { output, set } = conversion;
  const services = set.ofKind('container').filter((member) => isService(member, conversion));
  // The first of a pod has its network, so it must not wait for the others.
  const members = inStartOrder(services, set);
  const pods = new Pods();
  for (const member of members) {
    if (Object.hasOwn(output.services, member.key)) tellTwice(member, 'service', conversion);
    output.services[member.key] = toService(member, pods, conversion);
  }
  const toMemberPlace = (member: SetMember) =>
    toPlace({ ...conversion, member, draft: output.services[member.key] ?? {} }, 'Container.Notify');
  tellUnawaited(members, toMemberPlace);
  for (const pod of set.ofKind('pod')) if (!pods.isUsed(pod)) tellUnused(pod, conversion);
  for (const build of set.ofKind('build')) if (!isBuilt(build, conversion)) tellUnusedBuild(build, conversion);
}

function toService(member: SetMember, pods: Pods, conversion: Conversion): OutputService {
  const draft: OutputService = { container_name: escapeDollars(containerName(member)) };
  applyRules(book, { member, draft }, conversion);
  const place = toPlace({ ...conversion, member, draft }, 'Container.Network');
  if (!pods.join(place)) addNetworks(place);
  addHealthcheck(place);
  addRestart(place);
  addDependencies(place);
  if (draft.image === undefined && draft.build === undefined && draft['x-podman.rootfs'] === undefined) {
    place.at('Container', 'Image').dropped('the container has no image: name one', 'error', 'invalid');
  }
  return draft;
}

/** A template is no container by itself: an instance of it must be named. */
function isService(member: SetMember, { log, set }: Conversion): boolean {
  if (!member.name.endsWith('@')) return true;
  const instances = set.ofKind('container').filter(({ name }) => name !== member.name && name.startsWith(member.name));
  const note = new Note(log, member.fileName, 'file');
  if (instances.length > 0) note.dropped(`its instance ${instances[0]?.fileName ?? ''} is converted`, 'info');
  else note.dropped(`it is a template: name an instance, such as ${member.name}one.container`, 'error');
  return false;
}

function tellUnused(pod: SetMember, conversion: Conversion): void {
  applyRules(supportBook('Pod', podRules), { member: pod, draft: {} }, conversion);
  new Note(conversion.log, pod.fileName, 'Pod').dropped('no container of the files is in this pod', 'info');
}

function isBuilt({ fileName }: SetMember, { set }: Conversion): boolean {
  return set.ofKind('container').some(({ file }) => quadletValues(file, 'Container', 'Image').at(-1) === fileName);
}

function tellUnusedBuild(build: SetMember, conversion: Conversion): void {
  const draft: OutputBuild = { context: '.' };
  applyRules(supportBook('Build', buildRules), { member: build, draft }, conversion);
  new Note(conversion.log, build.fileName, 'Build').dropped('no container of the files uses what it builds', 'info');
}
