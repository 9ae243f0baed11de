import { toPlainLine } from '@arr-mcp/helper-protocol';

import { checkSetUp } from '../../domain/services/config-problems.ts';
import { type DoctorRow, judgeDirectory, judgeDisk, judgeService } from '../../domain/services/doctor.ts';
import type { FoundService } from '../../domain/services/found-service.ts';
import { AppError } from '../../errors.ts';
import { checkDirectory } from '../../files/directory-check.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import type { ToolServices } from '../tool-context.ts';
import { missingSettings } from './setting-names.ts';
import { testReach } from './test-reach.ts';

export interface DiagnosedPlaces {
  readonly scopes: Readonly<Record<'stacks' | 'media' | 'services' | 'logs', string>>;
  readonly dataDir: string;
  readonly uid: number;
  /** the operator has switched the container runtime off */
  readonly withoutRuntime: boolean;
}

/** Looks at everything that arr-mcp works with, and says what to do about what does not work. Rows hold no secret. */
export async function diagnose(
  services: ToolServices,
  places: DiagnosedPlaces,
  signal: AbortSignal,
): Promise<DoctorRow[]> {
  const groups = await Promise.all([
    checkRuntime(services, places, signal),
    checkHelper(services, signal),
    checkDirectories(places),
    services.disks.list().then((disks) => disks.map(judgeDisk)),
    checkServices(services, signal),
  ]);
  return [...groups.flat(), checkCredentials(services)].map(toPlainRow);
}

async function checkRuntime(
  { runtime }: ToolServices,
  { withoutRuntime }: DiagnosedPlaces,
  signal: AbortSignal,
): Promise<DoctorRow[]> {
  const what = 'container runtime';
  if (withoutRuntime) return [{ what, state: 'ok', found: 'switched off' }];
  return attempt({ what, state: 'problem' }, async () => {
    const { kind, version, rootless, socketPath } = await runtime.info({ signal });
    return `${kind} ${version}${rootless ? ', rootless' : ''}, ${socketPath}`;
  });
}

async function checkHelper({ helper }: ToolServices, signal: AbortSignal): Promise<DoctorRow[]> {
  return attempt({ what: 'helper', state: 'warning' }, async () => {
    const { version } = await helper.health(signal);
    return `arr-helper ${version}`;
  });
}

async function attempt(row: Pick<DoctorRow, 'what' | 'state'>, look: () => Promise<string>): Promise<DoctorRow[]> {
  try {
    return [{ what: row.what, state: 'ok', found: await look() }];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ ...row, found: error.message, ...(error.hint === undefined ? {} : { next: error.hint }) }];
  }
}

async function checkDirectories({ scopes, dataDir, uid }: DiagnosedPlaces): Promise<DoctorRow[]> {
  const wanted = [
    { name: 'stacks', path: scopes.stacks, setting: 'ARR_MCP_STACKS_DIR', needsWriting: true },
    { name: 'media', path: scopes.media, setting: 'ARR_MCP_MEDIA_DIR', needsWriting: true },
    { name: 'services', path: scopes.services, setting: 'ARR_MCP_SERVICES_DIR', needsWriting: false },
    { name: 'logs', path: scopes.logs, setting: 'ARR_MCP_LOG_DIR', needsWriting: false },
    { name: 'data', path: dataDir, setting: 'ARR_MCP_DATA_DIR', needsWriting: true },
  ];
  // The services keep their configuration in the media directory unless another one is set.
  const distinct = wanted.filter(({ path }, index) => wanted.findIndex((each) => each.path === path) === index);
  return Promise.all(
    distinct.map(async (each) => judgeDirectory({ ...each, ...(await checkDirectory(each.path, uid)) })),
  );
}

function checkCredentials({ credentials }: ToolServices): DoctorRow {
  const what = 'stored credentials';
  const problem = credentials.problem();
  const obstacle = problem ?? credentials.obstacle();
  if (obstacle === undefined) return { what, state: 'ok', found: `${credentials.list().length} stored` };
  const { message, hint } = obstacle;
  const next = hint === undefined ? {} : { next: hint };
  return { what, state: problem === undefined ? 'warning' : 'problem', found: message, ...next };
}

async function checkServices(services: ToolServices, signal: AbortSignal): Promise<DoctorRow[]> {
  const { found } = await services.discovery.scan(signal);
  const known = services.services.list();
  const rows = await Promise.all(known.map(async (each) => checkKnown({ ...services, signal }, each, found)));
  const silent = found.filter(({ instance }) => !known.some((each) => each.instance === instance)).map(checkFound);
  if (rows.length + silent.length > 0) return [...rows, ...silent];
  const next = 'Set an address and a key, such as SONARR_URL and SONARR_API_KEY: docs/configuration.md';
  return [{ what: 'services', state: 'warning', found: 'none is set up, and none was found', next }];
}

async function checkKnown(
  context: Parameters<typeof testReach>[0],
  known: ServiceInstance,
  found: readonly FoundService[],
): Promise<DoctorRow> {
  const own = found.find(({ instance }) => instance === known.instance);
  const { instance, url, url_from: source, latency_ms: latencyMs, ...reach } = await testReach(context, known);
  return judgeService({
    ...reach,
    instance,
    url,
    source,
    latencyMs,
    // One without an address was not asked.
    reachable: url === undefined ? undefined : reach.reachable,
    missing: missingSettings(known),
    problems: own === undefined ? [] : checkSetUp(own, known),
  });
}

function checkFound(found: FoundService): DoctorRow {
  const missing = missingSettings({ instance: found.instance, missing: ['url'] });
  return judgeService({ instance: found.instance, missing, problems: checkSetUp(found, undefined) });
}

function toPlainRow({ what, state, found, next }: DoctorRow): DoctorRow {
  const about = next === undefined ? {} : { next: toPlainLine(next) };
  return { what: toPlainLine(what), state, found: toPlainLine(found), ...about };
}
