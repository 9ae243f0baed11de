import { quadletValues, splitWords } from '@arr-mcp/helper-protocol';

import type { OutputDependency, OutputService } from './compose-output.ts';
import { type QuadletSet, type SetMember, singleValue } from './quadlet-set.ts';
import type { Place } from './rule.ts';

type Service = Place<OutputService>;

const relations = ['Requires', 'Requisite', 'BindsTo', 'Wants', 'PartOf', 'After'] as const;
type Relation = (typeof relations)[number];

/** What the `[Unit]` keys that name other units become: `depends_on`, or a finding for units of elsewhere. */
export function addDependencies(place: Service): void {
  const found = new Map<SetMember, Set<Relation>>();
  for (const relation of relations) {
    for (const name of place.values('Unit', relation).flatMap(splitWords)) {
      const member = place.set.find(name);
      if (member === undefined) tellElsewhere(relation, name, place);
      // Compose makes networks, volumes and images before it starts what uses them.
      else if (member.kind === 'container') found.set(member, (found.get(member) ?? new Set()).add(relation));
    }
  }
  const sharing = sharedServices(place.draft);
  for (const [member, ways] of found) {
    if (!ways.has('After') && dependsOn(member, place)) tellCircle(member, ways, place);
    else addDependency(member, { ways, isShared: sharing.has(member.key) }, place);
  }
}

/**
 * Whether a container depends on the one of the place, through others as well. systemd lets that one ask for it all
 * the same (`Wants=` without `After=`); in a compose file it would be a circle.
 */
function dependsOn(member: SetMember, { member: first, set }: Service): boolean {
  const seen = new Set<SetMember>();
  const visit = (each: SetMember): boolean => {
    if (seen.has(each)) return false;
    seen.add(each);
    return listNeeded(each, set).some((other) => other === first || visit(other));
  };
  return visit(member);
}

/** The containers in an order in which each comes after those that it depends on; else as they were. */
export function inStartOrder(members: readonly SetMember[], set: QuadletSet): SetMember[] {
  const ordered = new Set<SetMember>();
  const visiting = new Set<SetMember>();
  const visit = (member: SetMember): void => {
    if (visiting.has(member)) return;
    visiting.add(member);
    listNeeded(member, set).forEach(visit);
    ordered.add(member);
  };
  members.forEach(visit);
  return [...ordered].filter((member) => members.includes(member));
}

/** The containers of the set that a container names: those it depends on, and the one whose network it has. */
function listNeeded({ file }: SetMember, set: QuadletSet): SetMember[] {
  const units = relations.flatMap((key) => quadletValues(file, 'Unit', key)).flatMap(splitWords);
  const networks = quadletValues(file, 'Container', 'Network').map((value) => value.split(':', 1)[0] ?? '');
  const named = [...units, ...networks].map((name) => set.find(name)).filter((member) => member !== undefined);
  return named.filter(({ kind }) => kind === 'container');
}

function tellCircle({ key }: SetMember, ways: ReadonlySet<Relation>, { at }: Service): void {
  const text = `${key} depends on it, and compose allows no circle: it does not start ${key} with it`;
  for (const way of ways) at('Unit', way).dropped(text, 'info');
}

function addDependency(
  member: SetMember,
  { ways, isShared }: { readonly ways: ReadonlySet<Relation>; readonly isShared: boolean },
  { draft, at }: Service,
): void {
  // Compose orders and stops what shares a network, or processes, with another service by itself.
  const left = isShared ? withoutSharing(ways) : ways;
  if (left.size === 0) return;
  const isRequired = left.has('Requires') || left.has('Requisite') || left.has('BindsTo');
  const dependency: OutputDependency = { condition: conditionOf(member) };
  if (!isRequired) dependency.required = false;
  if (left.has('PartOf')) dependency.restart = true;
  draft.depends_on = { ...draft.depends_on, [member.key]: dependency };
  if (left.has('BindsTo')) at('Unit', 'BindsTo').approximated(`compose does not stop it when ${member.key} stops`);
  if (left.has('Requisite'))
    at('Unit', 'Requisite').approximated(`compose starts ${member.key} where systemd would fail`);
  if (!left.has('After')) {
    at('Unit', [...left].at(-1) ?? 'After').changed(`compose starts it after ${member.key}, systemd at the same time`);
  } else if (!isRequired && !left.has('Wants')) {
    at('Unit', 'After').changed(
      `compose starts ${member.key} before it; systemd starts it only when something wants it`,
    );
  }
}

function withoutSharing(ways: ReadonlySet<Relation>): ReadonlySet<Relation> {
  const isNamed = ['Requires', 'Requisite', 'Wants'].some((way) => [...ways].some((each) => each === way));
  return isNamed ? new Set([...ways].filter((way) => way !== 'BindsTo' && way !== 'PartOf')) : new Set();
}

/** When a container counts as started for those that wait for it. */
export function conditionOf({ file, kind }: SetMember): OutputDependency['condition'] {
  if (quadletValues(file, 'Service', 'Type').at(-1) === 'oneshot') return 'service_completed_successfully';
  return singleValue({ file, kind }, 'Notify') === 'healthy' ? 'service_healthy' : 'service_started';
}

/** Services whose network, processes or memory a service shares. */
function sharedServices({ network_mode: network, ipc, pid }: OutputService): ReadonlySet<string> {
  return new Set([network, ipc, pid].flatMap((mode) => (mode?.startsWith('service:') === true ? [mode.slice(8)] : [])));
}

function tellElsewhere(relation: Relation, name: string, { at }: Service): void {
  const isNetwork = /^(?:network|network-online|podman-user-wait-network-online)\.(?:target|service)$/.test(name);
  if (isNetwork) at('Unit', relation).dropped('compose is started when the network is there', 'info');
  else at('Unit', relation).dropped(`${name} is not among the files: start it before, compose does not know it`);
}

/** Tells of containers that wait for their health, or end, with nobody in the compose file who would care. */
export function tellUnawaited(members: readonly SetMember[], toService: (member: SetMember) => Service): void {
  const places = members.map((member) => ({ member, place: toService(member) }));
  const awaited = new Map(
    places.flatMap(({ place }) =>
      Object.entries(place.draft.depends_on ?? {}).map(([key, { condition }]) => [key, condition]),
    ),
  );
  for (const { member, place } of places) {
    const condition = conditionOf(member);
    if (condition === 'service_started' || awaited.get(member.key) === condition) continue;
    if (condition === 'service_healthy') {
      place
        .at('Container', 'Notify')
        .dropped('no other service waits for it, so compose does not wait for its health', 'info');
    } else {
      place
        .at('Service', 'Type')
        .dropped('compose runs it once and waits only where another service depends on it', 'info');
    }
  }
}
