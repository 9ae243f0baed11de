import type { ComposeService } from './compose-model.ts';
import type { ComposeConfig, ComposeNetwork, ComposeSecret, ComposeVolume } from './compose-resources.ts';
import type { FinishContext } from './finish-service.ts';
import { absolutePath } from './paths.ts';
import type { WrittenProject } from './read-project.ts';

interface Named {
  readonly name?: string;
  readonly external?: { readonly isExternal: boolean; readonly name?: string };
}

export interface ResourceContext extends FinishContext {
  /** the project's name */
  readonly project: string;
}

/** The networks with their names in the runtime, and the implicit `default` where a service uses it. */
export function finishNetworks(
  written: WrittenProject['networks'],
  services: Readonly<Record<string, ComposeService>>,
  context: ResourceContext,
): Record<string, ComposeNetwork> {
  const usesDefault = Object.values(services).some(({ networks }) => networks?.['default'] !== undefined);
  const all = usesDefault ? { default: {}, ...written } : written;
  return mapEntries(all, (key, network) => ({ ...network, ...nameOf(key, network, context) }));
}

export function finishVolumes(
  written: WrittenProject['volumes'],
  context: ResourceContext,
): Record<string, ComposeVolume> {
  return mapEntries(written, (key, volume) => ({
    ...volume,
    ...nameOf(key, volume, context),
    ...(volume.driver_opts === undefined ? {} : { driver_opts: bindOptions(volume.driver_opts, context.directory) }),
  }));
}

export function finishSecrets(
  written: WrittenProject['secrets'],
  context: ResourceContext,
): Record<string, ComposeSecret> {
  return mapEntries(written, (key, secret) => {
    checkSource(`secrets.${key}`, secret, context);
    return { ...secret, ...nameOf(key, secret, context), ...fileOf(secret, context) };
  });
}

export function finishConfigs(
  written: WrittenProject['configs'],
  context: ResourceContext,
): Record<string, ComposeConfig> {
  return mapEntries(written, (key, config) => {
    checkSource(`configs.${key}`, config, context);
    const value = config.environment === undefined ? undefined : context.lookup(config.environment);
    return {
      ...config,
      ...nameOf(key, config, context),
      ...fileOf(config, context),
      ...(value === undefined ? {} : { environment_value: value }),
    };
  });
}

function nameOf(
  key: string,
  { name, external }: Named,
  { project }: ResourceContext,
): { name: string; external: boolean } {
  const isExternal = external?.isExternal ?? false;
  return { name: name ?? external?.name ?? (isExternal ? key : `${project}_${key}`), external: isExternal };
}

function fileOf({ file }: { readonly file?: string }, { directory }: FinishContext): { file?: string } {
  return file === undefined ? {} : { file: absolutePath(directory, file) };
}

/** `device` of a bind counts from the project's directory; an absolute one goes to the kernel as it is written. */
function bindOptions(options: Readonly<Record<string, string>>, directory: string): Record<string, string> {
  const { device, o } = options;
  const isBind = o?.split(',').includes('bind') === true && device !== undefined && /^[^/]/.test(device);
  return isBind ? { ...options, device: absolutePath(directory, device) } : { ...options };
}

function checkSource(
  subject: string,
  source: Named & { readonly file?: string; readonly environment?: string; readonly content?: string },
  { journal }: FinishContext,
): void {
  const { file, environment, content, external } = source;
  const given = [file, environment, content, external?.isExternal === true ? true : undefined].filter(
    (each) => each !== undefined,
  );
  if (given.length === 1) return;
  const choices = subject.startsWith('configs.')
    ? 'file, environment, content or external: true'
    : 'file, environment or external: true';
  journal.error({ subject, attribute: '' }, `exactly one of ${choices} is expected.`);
}

function mapEntries<In, Out>(
  entries: Readonly<Record<string, In>>,
  change: (key: string, value: In) => Out,
): Record<string, Out> {
  const changed: Record<string, Out> = {};
  for (const [key, value] of Object.entries(entries)) changed[key] = change(key, value);
  return changed;
}
