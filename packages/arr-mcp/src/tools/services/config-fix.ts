import type { FoundService } from '../../domain/services/found-service.ts';
import { AppError } from '../../errors.ts';
import type { ToolContext } from '../tool-context.ts';
import type { Fix, FixInput } from './fix.ts';

/** One key of the `config.xml` of an *arr. */
export async function planConfigFix({ service, key, value }: FixInput, context: ToolContext): Promise<Fix> {
  const found = findOne((await context.discovery.scan(context.signal)).found, service.toLowerCase());
  const { path, content, sha256, before } = await context.configFiles.edit(configPath(found), key, value);
  if (before === value) throw new AppError('invalid_argument', `${key} is ${JSON.stringify(value)} already`);
  const warnings = await context.changes.check(path, content);
  return {
    path,
    key,
    ...(before === undefined ? {} : { before }),
    after: value,
    content,
    standing: sha256,
    warnings: [...warnings, ...runningWarning(found)],
    effect: 'It counts once the service is started again.',
    next: nextStep(found),
  };
}

function findOne(found: readonly FoundService[], name: string): FoundService {
  const exact = found.find(({ instance }) => instance === name);
  const [only, another] = exact === undefined ? found.filter(({ service }) => service === name) : [exact];
  if (another !== undefined) {
    throw new AppError('invalid_argument', `there are several of ${name}`, {
      hint: `Name one: ${found
        .filter(({ service }) => service === name)
        .map(({ instance }) => instance)
        .join(', ')}.`,
    });
  }
  if (only !== undefined) return only;
  throw new AppError('not_found', `nothing was found of a service ${JSON.stringify(name)}`, {
    hint: 'service_scan shows what was found.',
  });
}

function configPath({ instance, config }: FoundService): string {
  if (config?.path.endsWith('/config.xml') === true) return config.path;
  const what =
    config === undefined ? 'no configuration file of it was found' : `${config.path} is not one that is changed here`;
  throw new AppError('refused', `${instance}: ${what}`, {
    hint: 'config_key is for config.xml of Sonarr, Radarr, Lidarr, Prowlarr and Readarr in ARR_MCP_SERVICES_DIR.',
  });
}

// It reads the file when it starts, and writes all of it whenever somebody saves its settings.
function runningWarning({ container }: FoundService): string[] {
  if (container !== undefined && container.state !== 'running') return [];
  const stop = container === undefined ? 'Stop it' : `container_stop ${container.name}`;
  return [`While it runs it may write the file itself and undo this: ${stop} first to be sure.`];
}

function nextStep({ container, instance }: FoundService): string {
  if (container === undefined) return `Restart ${instance}; service_api_reachability then tells whether it answers.`;
  const tool = container.state === 'running' ? 'container_restart' : 'container_start';
  return `${tool} ${container.name} applies it; service_api_reachability then tells whether it answers.`;
}
