import { checkReferences } from './check-references.ts';
import type { ComposeModel, ComposeService } from './compose-model.ts';
import type { Dependency } from './service-parts.ts';
import type { WrittenService } from './compose-schema/service.ts';
import {
  type ResourceContext,
  finishConfigs,
  finishNetworks,
  finishSecrets,
  finishVolumes,
} from './finish-resources.ts';
import { finishService } from './finish-service.ts';
import { activeServices } from './profiles.ts';
import type { RawMap } from './raw-tree.ts';
import type { WrittenProject } from './read-project.ts';

/** The model of a project of which the active services are known by their profiles. */
export async function finishProject(
  written: WrittenProject,
  tree: RawMap,
  context: ResourceContext & { readonly profiles: readonly string[] },
): Promise<ComposeModel> {
  const active = activeServices(written.services, context.profiles);
  const services: Record<string, ComposeService> = {};
  for (const [name, service] of Object.entries(written.services)) {
    if (active.has(name))
      services[name] = await finishService(name, knownDependencies(name, service, { active, context }), context);
  }
  const model = {
    name: context.project,
    directory: context.directory,
    services,
    networks: finishNetworks(written.networks, services, context),
    volumes: finishVolumes(written.volumes, context),
    secrets: finishSecrets(written.secrets, context),
    configs: finishConfigs(written.configs, context),
    inactive: Object.keys(written.services).filter((name) => !active.has(name)),
    extensions: Object.fromEntries(Object.entries(tree).filter(([key]) => key.startsWith('x-'))),
  };
  // With a problem found already, what is missing may only have been misread.
  if (!context.journal.isBroken) checkReferences(model, context.journal);
  tellOtherNetwork(written, context);
  if (Object.keys(services).length === 0) tellNoneActive(model, context);
  return model;
}

/** podman-compose puts a service without networks into the only network that there is, instead of `default`. */
function tellOtherNetwork({ networks, services }: WrittenProject, { journal }: ResourceContext): void {
  const [only, ...more] = Object.keys(networks);
  if (only === undefined || only === 'default' || more.length > 0) return;
  for (const [name, service] of Object.entries(services)) {
    if (service.networks !== undefined || service.network_mode !== undefined) continue;
    const text = `${name} joins the network default; podman-compose would join it to ${only}: write networks: [${only}] for that.`;
    journal.add('info', 'not-podman-compose-like', { subject: `services.${name}`, attribute: 'networks' }, text);
  }
}

function tellNoneActive({ inactive }: ComposeModel, { journal }: ResourceContext): void {
  if (inactive.length === 0) return;
  const text = `no service is active: each belongs to a profile; name one, for example in COMPOSE_PROFILES in .env.`;
  journal.add('warning', 'dropped-option', { subject: 'project', attribute: 'profiles' }, text);
}

/** The service without the dependencies that are not required and not there. */
function knownDependencies(
  name: string,
  service: WrittenService,
  { active, context }: { readonly active: ReadonlySet<string>; readonly context: ResourceContext },
): WrittenService {
  if (service.depends_on === undefined) return service;
  const dependencies = Object.entries(service.depends_on);
  const isDropped = ([other, { required }]: [string, Dependency]): boolean => !required && !active.has(other);
  for (const [other] of dependencies.filter((each) => isDropped(each))) {
    const spot = { subject: `services.${name}`, attribute: `depends_on.${other}` };
    context.journal.add('info', 'dropped-option', spot, `${other} is not active and not required: left out.`);
  }
  return { ...service, depends_on: Object.fromEntries(dependencies.filter((each) => !isDropped(each))) };
}
