import { posix } from 'node:path';

import type { ComposeService } from './compose-model.ts';
import type { ComposeBuild, ComposeMount, EnvFileReference, TextMap } from './service-parts.ts';
import type { WrittenService } from './compose-schema/service.ts';
import { readPodmanEnvFile } from './env-file.ts';
import { type Lookup, ownValue } from './interpolate.ts';
import type { LoadJournal } from './load-journal.ts';
import { absolutePath, isAddress, isName } from './paths.ts';
import { envFileValues } from './project-environment.ts';

export interface FinishContext {
  readonly journal: LoadJournal;
  readonly lookup: Lookup;
  readonly directory: string;
}

/** The service with absolute paths, the values of its variables and what stands in its env files. */
export async function finishService(
  name: string,
  written: WrittenService,
  context: FinishContext,
): Promise<ComposeService> {
  const { extends: _extends, env_file, label_file, environment, build, volumes, labels, ...rest } = written;
  const subject = `services.${name}`;
  const at = (attribute: string): FinishContext & { spot: { subject: string; attribute: string } } => ({
    ...context,
    spot: { subject, attribute },
  });
  const labelFiles = label_file === undefined ? undefined : await readEnvFiles(label_file, at('label_file'));
  const fileLabels = Object.assign({}, ...(labelFiles ?? []).map(({ values }) => values)) as TextMap;
  const hasLabels = labels !== undefined || labelFiles !== undefined;
  return {
    ...rest,
    ...withNetworks(written),
    ...(hasLabels ? { labels: { ...fileLabels, ...labels } } : {}),
    ...(labelFiles === undefined ? {} : { label_file: labelFiles }),
    ...(env_file === undefined ? {} : { env_file: await readEnvFiles(env_file, at('env_file')) }),
    ...(environment === undefined ? {} : { environment: withValues(environment, at('environment')) }),
    ...(build === undefined ? {} : { build: finishBuild(build, at('build')) }),
    ...(volumes === undefined ? {} : { volumes: volumes.map((mount) => finishMount(mount, context)) }),
  };
}

type Place = FinishContext & { readonly spot: { readonly subject: string; readonly attribute: string } };

function withNetworks({ networks, network_mode: mode, provider }: WrittenService): Pick<ComposeService, 'networks'> {
  if (mode !== undefined || provider !== undefined) return networks === undefined ? {} : { networks };
  return { networks: networks === undefined || Object.keys(networks).length === 0 ? { default: {} } : networks };
}

async function readEnvFiles(
  files: NonNullable<WrittenService['env_file']>,
  { journal, lookup, directory, spot }: Place,
): Promise<EnvFileReference[]> {
  const references: EnvFileReference[] = [];
  const earlier: Record<string, string> = {};
  const known: Lookup = (name) => lookup(name) ?? ownValue(earlier, name);
  for (const { required, format, ...file } of files) {
    const path = absolutePath(directory, file.path);
    const text = await journal.read(path, spot, required ? 'needed' : 'optional');
    if (text === undefined && !required) {
      journal.add('info', 'file-missing', spot, `${journal.nameOf(path)} is not there, and not required: left out.`);
    }
    const values = valuesIn(text ?? '', { path, format, known, spot, journal });
    Object.assign(earlier, values);
    const options = { ...(format === undefined ? {} : { format }), ...(text === undefined ? {} : { text }) };
    references.push({ path, required, ...options, values });
  }
  return references;
}

interface EnvFileText extends Pick<Place, 'spot' | 'journal'> {
  readonly path: string;
  readonly format: string | undefined;
  readonly known: Lookup;
}

function valuesIn(text: string, { path, format, known, spot, journal }: EnvFileText): Record<string, string> {
  return format === 'raw' ? readPodmanEnvFile(text) : envFileValues(text, { path, lookup: known, spot }, journal);
}

/** A key without a value takes the one that is known here; without one it is left out. */
function withValues(entries: Readonly<Record<string, string | null>>, { journal, lookup, spot }: Place): TextMap {
  const values: Record<string, string> = {};
  for (const [key, given] of Object.entries(entries)) {
    const value = given ?? lookup(key);
    if (value !== undefined) values[key] = value;
    else {
      const text = `${key} has no value, and nothing sets it: left out; set it in .env, or give it a value.`;
      journal.add('info', 'interpolation-unset', { ...spot, attribute: `${spot.attribute}.${key}` }, text);
    }
  }
  return values;
}

function finishBuild(build: NonNullable<WrittenService['build']>, place: Place): ComposeBuild {
  const { context: written, dockerfile, args, additional_contexts: more, ...rest }: WrittenBuild = build;
  const isRemote = isAddress(written);
  const context = isRemote ? written : absolutePath(place.directory, written);
  return {
    ...rest,
    context,
    ...(dockerfile === undefined ? {} : { dockerfile: isRemote ? dockerfile : posix.resolve(context, dockerfile) }),
    ...(args === undefined
      ? {}
      : { args: withValues(args, { ...place, spot: { ...place.spot, attribute: 'build.args' } }) }),
    ...(more === undefined ? {} : { additional_contexts: absoluteContexts(more, place.directory) }),
  };
}

type WrittenBuild = Extract<NonNullable<WrittenService['build']>, { readonly tags?: unknown }>;

function absoluteContexts(contexts: TextMap, directory: string): TextMap {
  const absolute = (context: string): string => (isName(context) ? context : absolutePath(directory, context));
  return Object.fromEntries(Object.entries(contexts).map(([name, context]) => [name, absolute(context)]));
}

function finishMount(
  mount: NonNullable<WrittenService['volumes']>[number],
  { directory }: FinishContext,
): ComposeMount {
  const { type, source } = mount;
  return type === 'bind' && source !== undefined ? { ...mount, source: absolutePath(directory, source) } : mount;
}
