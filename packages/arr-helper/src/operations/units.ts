import type { CommandOutput, UnitName, UnitState } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { HelperError } from '../helper-error.ts';
import { journalFields, readJournal } from '../journal.ts';
import {
  type HelperContext,
  type OperationCall,
  type OperationHandlers,
  runInCall,
  toCommandOutput,
} from '../operation-context.ts';
import type { CommandResult } from '../run-command.ts';
import { type UnitAction, checkKnownUnit, checkUnitMayChange } from '../unit-guard.ts';
import { readUnitStatus, unitProperties } from '../unit-status.ts';

type UnitOperation =
  | 'systemd_start'
  | 'systemd_stop'
  | 'systemd_restart'
  | 'systemd_enable'
  | 'systemd_disable'
  | 'systemd_status'
  | 'systemd_list'
  | 'systemd_daemon_reload'
  | 'unit_logs';

const listBytes = 8 * 1024 * 1024;
const showBytes = 64 * 1024;
const journalBytes = 2 * 1024 * 1024;

const Units = z.array(
  z.object({
    unit: z.string(),
    load: z.string(),
    active: z.string(),
    sub: z.string(),
    description: z.string(),
  }),
);
const UnitFiles = z.array(z.object({ unit_file: z.string(), state: z.string() }));

/** The operations on units of the user's systemd. */
export function createUnitHandlers(context: HelperContext): Pick<OperationHandlers, UnitOperation> {
  const change =
    (action: UnitAction) =>
    async ({ unit }: { unit: UnitName }, call: OperationCall) =>
      changeUnit(context, call, action, unit);
  return {
    systemd_start: change('start'),
    systemd_stop: change('stop'),
    systemd_restart: change('restart'),
    systemd_enable: change('enable'),
    systemd_disable: change('disable'),
    systemd_status: async ({ unit }, call) => {
      const status = await showUnit(context, call, await resolveUnit(context, unit));
      if (status.load === 'not-found') throw new HelperError('not_found', `no unit named ${unit}`);
      return { ok: true, output: '', exit_code: 0, status };
    },
    systemd_list: async (_args, call) => ({
      ok: true,
      output: '',
      exit_code: 0,
      units: await listUnits(context, call),
    }),
    systemd_daemon_reload: async (_args, call) =>
      toCommandOutput(await systemctl(context, call, ['daemon-reload']), 'systemctl daemon-reload'),
    unit_logs: async (args, call) => {
      const unit = await resolveUnit(context, args.unit);
      const result = await runInCall(context, call, { argv: journalctl(unit, args), stdoutBytes: journalBytes });
      toCommandOutput(result, 'journalctl');
      return { ok: true, output: '', exit_code: 0, entries: readJournal(result.stdout).toReversed() };
    },
  };
}

async function changeUnit(
  context: HelperContext,
  call: OperationCall,
  action: UnitAction,
  unit: UnitName,
): Promise<CommandOutput> {
  const resolved = await resolveUnit(context, unit);
  checkUnitMayChange(resolved, action);
  const status = await showUnit(context, call, resolved);
  // An alias such as dbus-org.x.service is shown under its real name, which counts as well.
  checkUnitMayChange(status.unit, action);
  checkKnownUnit(resolved, action, { ...status, enabled: status.enabled ?? '' });
  return toCommandOutput(await systemctl(context, call, [action, '--', resolved]), `systemctl ${action} ${resolved}`);
}

async function resolveUnit({ quadlets }: HelperContext, unit: UnitName): Promise<string> {
  return quadlets.toSystemdUnit(unit);
}

/** What systemd tells of one unit, also of one that does not exist. */
export async function showUnit(context: HelperContext, call: OperationCall, unit: string) {
  const properties = `--property=${unitProperties.join(',')}`;
  const result = await systemctl(context, call, ['show', '--timestamp=unix', properties, '--', unit], showBytes);
  toCommandOutput(result, 'systemctl show');
  return readUnitStatus(result.stdout);
}

async function listUnits(context: HelperContext, call: OperationCall): Promise<UnitState[]> {
  const types = '--type=service,socket,timer';
  const loaded = await listJson(context, call, ['list-units', '--all', '--full', types], Units);
  const files = await listJson(context, call, ['list-unit-files', '--full', types], UnitFiles);
  const enabled = new Map(files.map(({ unit_file, state }) => [unit_file, state]));
  const units = loaded.map((unit): UnitState => {
    const state = enabled.get(unit.unit);
    return state === undefined ? unit : { ...unit, enabled: state };
  });
  const known = new Set(loaded.map(({ unit }) => unit));
  for (const [unit, state] of enabled) {
    // A template is no unit that could be started.
    if (known.has(unit) || unit.includes('@.')) continue;
    units.push({ unit, description: '', load: 'stub', active: 'inactive', sub: 'dead', enabled: state });
  }
  return units.sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

async function listJson<Schema extends z.ZodType>(
  context: HelperContext,
  call: OperationCall,
  args: string[],
  schema: Schema,
): Promise<z.output<Schema>> {
  const result = await systemctl(context, call, [...args, '--output=json'], listBytes);
  toCommandOutput(result, `systemctl ${args[0]}`);
  return schema.parse(JSON.parse(result.stdout));
}

async function systemctl(
  context: HelperContext,
  call: OperationCall,
  args: string[],
  stdoutBytes = 0,
): Promise<CommandResult> {
  const argv = ['systemctl', '--user', '--no-pager', '--no-ask-password', ...args] as const;
  const result = await runInCall(context, call, { argv, stdoutBytes, onLine: call.onLine });
  if (result.exitCode !== 0 && /Failed to connect to (?:user scope )?bus/i.test(result.output)) {
    const hint = 'is lingering enabled for this account (loginctl enable-linger)?';
    throw new HelperError('unavailable', `the user's systemd does not answer; ${hint}`, { output: result.output });
  }
  return result;
}

/** Newest first, so that a bound on the output drops the oldest entries. */
function journalctl(
  unit: string,
  args: { lines: number; since?: number | undefined; priority?: number | undefined },
): [string, ...string[]] {
  return [
    'journalctl',
    '--user',
    '--no-pager',
    '--quiet',
    '--all',
    '--reverse',
    '--output=json',
    `--output-fields=${journalFields.join(',')}`,
    `--lines=${args.lines}`,
    ...(args.since === undefined ? [] : [`--since=@${args.since}`]),
    ...(args.priority === undefined ? [] : [`--priority=${args.priority}`]),
    `--unit=${unit}`,
  ];
}
