import type { ComposeFile } from '../conversion/compose-services.ts';
import type { Container } from '../runtime/container.ts';
import { type ServiceState, checkService, toServiceState } from './service-state.ts';
import { checkStack } from './stack-health.ts';
import type { HostFacts, StackDraft, StackFacts } from './stack-state.ts';

/** Whether a container was made for the stack of this folder. */
export function isOfStack({ compose }: Container, { name, path, compose: file }: StackFacts): boolean {
  if (compose === undefined) return false;
  if (compose.workingDir === path) return true;
  // The folder may be mounted elsewhere here than on the host: then the project's name tells.
  const named = file.state === 'ready' ? file.project : undefined;
  return compose.project === (named ?? toProjectName(name));
}

/** A stack with a compose file: what the file wants against what is there. */
export function buildComposeStack(directory: StackFacts, { containers, now }: HostFacts): StackDraft {
  const { name, compose: file } = directory;
  if (containers === undefined) return unknown(name, 'the container runtime is not there', listUnknown(directory));
  const members = containers.filter((each) => isOfStack(each, directory));
  if (file.state === 'unreadable') {
    const services = members.map((each) => toServiceState(serviceOf(each), each, now));
    return unknown(name, `its compose file cannot be read: ${file.reason}`, services);
  }
  const services = [...checkServices(file, members, now), ...listLeftOvers(file, members, now)];
  return { name, kind: 'compose', ...checkStack(services), services };
}

/** Both compose programs make the project's name from the folder's in this way. */
export function toProjectName(folder: string): string {
  return folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}

function serviceOf({ name, compose }: Container): string {
  return compose?.service ?? name;
}

function checkServices(file: ComposeFile, members: readonly Container[], now: number | undefined): ServiceState[] {
  const awaited = new Set(
    file.services
      .flatMap(({ dependsOn }) => dependsOn)
      .filter(({ condition }) => condition === 'service_completed_successfully')
      .map(({ service }) => service),
  );
  return file.services.map((service) =>
    checkService({
      service,
      containers: members.filter((each) => serviceOf(each) === service.name),
      isAwaited: awaited.has(service.name),
      now,
    }),
  );
}

function listLeftOvers(file: ComposeFile, members: readonly Container[], now: number | undefined): ServiceState[] {
  const known = new Set(file.services.map(({ name }) => name));
  const others = members.filter((each) => !known.has(serviceOf(each)));
  return others.map((each) => toLeftOver(toServiceState(serviceOf(each), each, now), file));
}

function toLeftOver(state: ServiceState, file: ComposeFile): ServiceState {
  // Its service may well be in a file that this one includes.
  if (file.isPartial) return state;
  return { ...state, reason: `${state.reason}; not in the compose file any more`, isLeftOver: true };
}

function listUnknown({ compose }: StackFacts): ServiceState[] {
  if (compose.state === 'unreadable') return [];
  return compose.services.map(({ name, image }) => ({
    name,
    state: 'unknown',
    health: 'unknown',
    reason: 'the container runtime is not there',
    containers: [],
    ...(image === undefined ? {} : { image }),
    ports: [],
  }));
}

function unknown(name: string, reason: string, services: readonly ServiceState[]): StackDraft {
  return { name, kind: 'compose', health: 'unknown', reason, services };
}
