import type { OutputNetwork, OutputVolume } from './compose-output.ts';
import { type SetMember, objectName } from './quadlet-set.ts';
import type { Place } from './rule.ts';
import { escapeDollars } from './value-text.ts';

interface Named {
  name?: string;
  external?: boolean;
}

/** A key for something that exists outside of the project: its name, when the project has no other thing of that key. */
export function externalKey(known: Readonly<Record<string, Named>>, name: string): string {
  const bare = name.replaceAll(/[^a-zA-Z0-9._-]/g, '-');
  let key = bare;
  for (let count = 2; !isSame(known[key], name, key); count += 1) key = `${bare}-${count}`;
  return key;
}

function isSame(there: Named | undefined, name: string, key: string): boolean {
  return there === undefined || (there.external === true && (there.name ?? key) === name);
}

/** The key of the network that a Quadlet names: one of the set, or one that exists already. */
export function networkKey(reference: string, place: Place<unknown>): string {
  const { output, set, text } = place;
  if (reference.endsWith('.network')) {
    const member = set.find(reference);
    if (member !== undefined) return member.key;
    tellMissing(reference, 'network', place);
  }
  const name = reference.endsWith('.network') ? `systemd-${reference.slice(0, -'.network'.length)}` : text(reference);
  return addExternal<OutputNetwork>(output.networks, name);
}

/** The same for a volume. */
export function volumeKey(reference: string, place: Place<unknown>): string {
  const { output, set, text } = place;
  if (reference.endsWith('.volume')) {
    const member = set.find(reference);
    if (member !== undefined) return member.key;
    tellMissing(reference, 'volume', place);
    return addExternal<OutputVolume>(output.volumes, `systemd-${reference.slice(0, -'.volume'.length)}`);
  }
  const name = text(reference);
  place.note.changed(`the volume ${name} is taken as it is: create it before, Podman would do so by itself`);
  return addExternal<OutputVolume>(output.volumes, name);
}

/** The name of an object of Podman, where it is not the one that compose gives by itself (`project_key`). */
export function ownName(
  member: SetMember,
  { project, nameKey }: { project: string | undefined; nameKey: string },
): Named {
  const name = objectName(member, nameKey) ?? `systemd-${member.name}`;
  return project !== undefined && name === `${project}_${member.key}` ? {} : { name: escapeDollars(name) };
}

function addExternal<Thing extends Named>(known: Record<string, Thing | Named>, name: string): string {
  const key = externalKey(known, name);
  known[key] = { external: true, ...(key === name ? {} : { name }) };
  return key;
}

function tellMissing(reference: string, what: string, { note }: Place<unknown>): void {
  note.approximated(
    `${reference} is not among the files: the ${what} must exist, or convert it together with them`,
    'file-missing',
  );
}
