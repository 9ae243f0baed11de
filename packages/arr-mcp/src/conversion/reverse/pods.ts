import { trimQuotes } from '@arr-mcp/helper-protocol';

import type { OutputService } from './compose-output.ts';
import { addVolume } from './mounts.ts';
import { addNetworks } from './networks.ts';
import { podRules } from './pod-rules.ts';
import type { SetMember } from './quadlet-set.ts';
import { type Conversion, type Place, applyRules, toPlace } from './rule.ts';
import { supportBook } from './systemd-rules.ts';

type Service = Place<OutputService>;

const book = supportBook<OutputService>('Pod', podRules);

/** The pods of a set: the first container of each has its network, the others share that one's. */
export class Pods {
  /** pod → its first container */
  readonly #first = new Map<string, SetMember>();

  /** Puts a container into its pod; false when it is in none. */
  join(place: Service): boolean {
    const name = place.values('Container', 'Pod').map(trimQuotes).at(-1);
    if (name === undefined) return false;
    const pod = place.set.find(name);
    const note = place.at('Container', 'Pod');
    if (pod?.kind !== 'pod') {
      note.dropped(`the pod ${name} is not among the files: convert it together with them`, 'error', 'file-missing');
      return true;
    }
    addPodVolumes(pod, place);
    const first = this.#first.get(pod.fileName);
    if (first === undefined) {
      this.#first.set(pod.fileName, place.member);
      becomeFirst(pod, place);
      note.approximated(`compose has no pods: the other services share the network of ${place.member.key}`);
      return true;
    }
    place.draft.network_mode = `service:${first.key}`;
    place.draft.ipc ??= `service:${first.key}`;
    note.approximated(`compose has no pods: it shares the network of ${first.key}, and starts after it`);
    return true;
  }

  isUsed(pod: SetMember): boolean {
    return this.#first.has(pod.fileName);
  }
}

function becomeFirst(pod: SetMember, { draft, log, output, set, member }: Service): void {
  const conversion: Conversion = { log, output, set };
  applyRules(book, { member: pod, draft }, conversion);
  // Names and aliases are those of the service, what is said of them belongs to the pod's file.
  addNetworks(toPlace({ ...conversion, member: { ...pod, key: member.key }, draft }, 'Pod.Network'));
  draft.ipc ??= 'shareable';
}

function addPodVolumes(pod: SetMember, { draft, log, output, set }: Service): void {
  const place = toPlace({ log, output, set, member: pod, draft }, 'Pod.Volume');
  for (const value of place.values('Pod', 'Volume')) addVolume(value, place);
}
