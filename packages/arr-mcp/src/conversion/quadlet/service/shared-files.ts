import type { ComposeConfig, ComposeSecret } from '../../compose/compose-resources.ts';
import type { FileReference } from '../../compose/service-parts.ts';
import { configFileName } from '../file-objects.ts';
import { writeHostPath } from '../host-path.ts';
import { checkExternalName } from '../names.ts';
import type { ServiceTarget } from '../project.ts';
import { type Rules, applyRules, nothing } from '../rule.ts';
import { InexpressibleError, writeRawList } from '../write-value.ts';

interface ReferenceTarget extends ServiceTarget {
  readonly attribute: string;
  /** whether Podman itself keeps it, and gives it an owner and a mode */
  readonly isKept: boolean;
}

const idOrMode: Rules<FileReference, ReferenceTarget>['uid'] = (_value, { isKept, report, attribute }) => {
  if (isKept) return;
  report.info(attribute, 'dropped-option', 'uid, gid and mode are those of the file itself, as in compose');
};

const referenceRules: Rules<FileReference, ReferenceTarget> = {
  source: nothing,
  target: nothing,
  uid: idOrMode,
  gid: idOrMode,
  mode: idOrMode,
  extensions: (extensions, { report, attribute }) => {
    const unknown = Object.keys(extensions).find((key) => key.startsWith('x-podman') && key !== 'x-podman.relabel');
    if (unknown !== undefined) report.warn(`${attribute}.${unknown}`, 'unsupported', 'it is not known here: remove it');
  },
};

/** Gives a container a secret: a file as a mount, one that Podman keeps by its name. */
export function addSecret(reference: FileReference, target: ServiceTarget): void {
  const secret = declaredOf<ComposeSecret>(target.project.model.secrets, reference.source, 'secret');
  const attribute = `secrets.${reference.source}`;
  applyRules(referenceRules, { thing: reference }, { ...target, attribute, isKept: secret.external });
  if (secret.external) return target.unit.add('Secret', secretOptions(secret.name, reference));
  if (secret.file === undefined) {
    const way = `run 'podman secret create ${reference.source} FILE' and declare it external`;
    return target.report.error(attribute, 'unsupported', `its value must not stand in a unit: ${way}`);
  }
  addFile([secret.file, insideOf(reference, '/run/secrets/')], relabelOf(reference), target);
}

/** Gives a container a config: a file as a mount, a text as a file beside the units. */
export function addConfig(reference: FileReference, target: ServiceTarget): void {
  const { model, options } = target.project;
  const config = declaredOf<ComposeConfig>(model.configs, reference.source, 'config');
  const attribute = `configs.${reference.source}`;
  applyRules(referenceRules, { thing: reference }, { ...target, attribute, isKept: false });
  if (config.external) return;
  const text = config.content ?? config.environment_value;
  const made =
    text === undefined ? undefined : `${options.filesDirectory}/${configFileName(target.project, reference.source)}`;
  const path = config.file ?? made;
  if (path === undefined) throw new InexpressibleError(`the config ${reference.source} has no content`);
  addFile([path, insideOf(reference, '/')], relabelOf(reference), target);
}

function addFile([from, to]: readonly [string, string], label: string, { unit }: ServiceTarget): void {
  const written = writeHostPath(from);
  if (from.includes(':') || to.includes(':') || !to.startsWith('/')) {
    throw new InexpressibleError(`a colon, or no absolute path: ${JSON.stringify(to)}`);
  }
  unit.addWritten('Volume', `${written}:${writeRawList(to)}:ro${label}`);
}

function insideOf({ source, target = source }: FileReference, folder: string): string {
  return target.startsWith('/') ? target : `${folder}${target}`;
}

function secretOptions(name: string, { source, target = source, uid, gid, mode }: FileReference): string {
  const fields = Object.entries({ target, uid, gid, mode }).filter(([, value]) => value !== undefined);
  for (const [key, value = ''] of fields) {
    const pattern = key === 'target' ? /^[^,="]+$/ : /^\d+$/;
    if (!pattern.test(value)) throw new InexpressibleError(`${JSON.stringify(value)} as ${key} of a secret`);
  }
  return [checkExternalName(name), ...fields.map(([key, value]) => `${key}=${value}`)].join(',');
}

function relabelOf({ extensions = {} }: FileReference): string {
  const label = extensions['x-podman.relabel'];
  return label === 'z' || label === 'Z' ? `,${label}` : '';
}

function declaredOf<Thing>(things: Readonly<Record<string, Thing>>, key: string, kind: string): Thing {
  const found = Object.hasOwn(things, key) ? things[key] : undefined;
  if (found === undefined) throw new InexpressibleError(`the ${kind} ${JSON.stringify(key)} is not declared`);
  return found;
}
