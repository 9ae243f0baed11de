import type { ComposeService } from '../compose/compose-model.ts';
import { checkObjectName } from './names.ts';
import { type Project, markerOf } from './project.ts';
import { SubjectReport } from './rule.ts';
import { type Attachment, readAttachment, writeAttachment } from './service/attachments.ts';
import { networkKind } from './service/network-kind.ts';
import { UnitDraft } from './unit-draft.ts';

/** The pod of a project, still without what its containers bring along. */
export function createPod(name: string): UnitDraft {
  return new UnitDraft(name, 'pod', markerOf({ model: { name } }, 'pod'));
}

/** Gives the pod its name and the networks of all of its containers, and starts it when one of them starts at boot. */
export function finishPod(project: Project): void {
  const { pod, model } = project;
  if (pod === undefined) return;
  const report = new SubjectReport('project', project.findings);
  const members = Object.entries(model.services).filter(
    ([key, service]) => networkKind({ key, service, project }) === 'pod',
  );
  report.attempt('pod', () => {
    pod.add('PodName', checkObjectName(model.name));
    for (const attachment of mergeAttachments(members, project)) {
      pod.addWritten('Network', writeAttachment(attachment, project));
    }
  });
  const text = 'all containers of the pod have one network: ports that two of them listen on collide';
  report.info('pod', 'approximated', text);
  project.drafts.push(pod);
}

function mergeAttachments(members: readonly [string, ComposeService][], project: Project): Attachment[] {
  const merged = new Map<string, Attachment>();
  for (const [key, { networks = {} }] of members) {
    for (const [network, options] of Object.entries(networks)) {
      const next = readAttachment(network, options, { key, project });
      const known = merged.get(network);
      const taken = new Set(known?.addresses.map(([option]) => option));
      merged.set(network, {
        network,
        aliases: [...new Set([...(known?.aliases ?? []), ...next.aliases])],
        addresses: [...(known?.addresses ?? []), ...next.addresses.filter(([option]) => !taken.has(option))],
      });
    }
  }
  return [...merged.values()];
}
