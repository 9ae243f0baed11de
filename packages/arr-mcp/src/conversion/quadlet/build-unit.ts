import type { ComposeService } from '../compose/compose-model.ts';
import type { ComposeBuild, FileReference } from '../compose/service-parts.ts';
import { writeHostPath } from './host-path.ts';
import { qualifyBuiltImage } from './image-name.ts';
import { type Project, markerOf, sortedEntries } from './project.ts';
import { type Rules, SubjectReport, type Target, applyRules, unsupported } from './rule.ts';
import { UnitDraft } from './unit-draft.ts';
import { InexpressibleError } from './write-value.ts';

interface BuildTarget extends Target {
  readonly key: string;
  readonly unit: UnitDraft;
  readonly build: ComposeBuild;
  readonly project: Project;
}

const notHere = 'podman build knows nothing like it: remove it';

/** One rule for each key of `build`. */
const rules: Rules<ComposeBuild, BuildTarget> = {
  context: (context, { unit, report }) => {
    if (/^[~/]/.test(context)) return unit.addWritten('SetWorkingDirectory', writeHostPath(context));
    report.error('build.context', 'unsupported', 'only a folder is built from: fetch the source into one');
  },
  dockerfile: (path, { unit, build }) => {
    if (build.dockerfile_inline === undefined) unit.addWritten('File', writeHostPath(path));
  },
  dockerfile_inline: (text, { key, unit, project }) => {
    const name = `${project.names.of(key)}.Dockerfile`;
    project.extraFiles.push({ name, text });
    unit.addWritten('File', writeHostPath(`${project.options.filesDirectory}/${name}`));
  },
  target: (stage, { unit }) => unit.add('Target', stage),
  args: (args, { unit }) => {
    for (const [name, value] of sortedEntries(args)) {
      unit.addArgument('--build-arg', `${name}=${value}`);
      unit.markSecret();
    }
  },
  labels: (labels, { unit }) => {
    for (const [name, value] of sortedEntries(labels)) unit.add('Label', `${name}=${value}`);
  },
  tags: (tags, { unit }) => {
    for (const tag of tags) unit.add('ImageTag', qualifyBuiltImage(tag));
  },
  network: (network, { unit }) => {
    if (!/^[a-zA-Z0-9][\w.-]*$/.test(network) || /\.(?:network|container)$/.test(network)) {
      throw new InexpressibleError(`${JSON.stringify(network)} is no network`);
    }
    if (network !== 'default') unit.add('Network', network);
  },
  secrets: (references, target) => {
    for (const reference of references) addSecret(reference, target);
  },
  pull: (isOn, { unit }) => {
    if (isOn) unit.add('Pull', 'always');
  },
  no_cache: (isOn, { unit }) => {
    if (isOn) unit.addArgument('--no-cache');
  },
  platforms: (platforms, { unit, report }) => {
    const [, architecture, variant] = /^linux\/([\w-]+)(?:\/([\w-]+))?$/.exec(platforms[0] ?? '') ?? [];
    if (platforms.length !== 1 || architecture === undefined) {
      return report.error('build.platforms', 'unsupported', 'a unit builds for one platform such as linux/arm64');
    }
    unit.add('Arch', architecture);
    if (variant !== undefined) unit.add('Variant', variant);
  },
  cache_from: flagRule('--cache-from'),
  cache_to: flagRule('--cache-to'),
  ssh: flagRule('--ssh'),
  shm_size: (bytes, { unit }) => unit.addArgument('--shm-size', String(bytes)),
  ulimits: (limits, { unit }) => {
    for (const [name, { soft, hard }] of Object.entries(limits)) {
      unit.addArgument('--ulimit', `${name}=${soft}:${hard}`);
    }
  },
  extra_hosts: (hosts, { unit }) => {
    for (const [host, address] of hosts) unit.addArgument('--add-host', `${host}:${address}`);
  },
  additional_contexts: (contexts, { unit }) => {
    for (const [name, value] of sortedEntries(contexts)) unit.addArgument('--build-context', `${name}=${value}`);
  },
  isolation: unsupported('warning', 'build.isolation', notHere),
  entitlements: unsupported('error', 'build.entitlements', notHere),
  privileged: (isOn, { report }) => {
    if (isOn) report.error('build.privileged', 'unsupported', notHere);
  },
  provenance: unsupported('error', 'build.provenance', notHere),
  sbom: unsupported('error', 'build.sbom', notHere),
};

/** Writes the unit that builds a service's image. */
export function emitBuild(
  { key, service, build }: { readonly key: string; readonly service: ComposeService; readonly build: ComposeBuild },
  project: Project,
): void {
  const report = new SubjectReport(`services.${key}`, project.findings);
  project.names.claim('build', key, report);
  const unit = new UnitDraft(project.names.of(key), 'build', markerOf(project, report.subject));
  const tag = service.image ?? `localhost/${project.names.of(key).toLowerCase()}:latest`;
  report.attempt('image', () => unit.add('ImageTag', qualifyBuiltImage(tag)));
  applyRules(rules, { thing: build, prefix: 'build.' }, { key, unit, build, project, report });
  // An image of a first build has its packages to fetch.
  unit.addSystemd('Service', 'TimeoutStartSec', '900');
  report.info('build', 'approximated', `the image is built when ${unit.name}-build.service starts, not by compose`);
  project.drafts.push(unit);
}

function flagRule(flag: string) {
  return (values: readonly string[], { unit }: BuildTarget): void => {
    for (const value of values) unit.addArgument(flag, value);
  };
}

function addSecret({ source, target = source }: FileReference, { unit, project }: BuildTarget): void {
  const secret = Object.hasOwn(project.model.secrets, source) ? project.model.secrets[source] : undefined;
  const file = secret?.file;
  if (file?.startsWith('/') !== true || /[,="]/.test(file + target)) {
    throw new InexpressibleError(`the build secret ${JSON.stringify(source)}, which is not a plain file`);
  }
  unit.add('Secret', `id=${target},src=${file}`);
}
