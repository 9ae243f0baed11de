import { z } from 'zod';

import { QuadletKind, QuadletName, StackName, UnitName } from './names.ts';

/** Bytes of one Quadlet file. */
export const maxQuadletBytes = 64 * 1024;
/** Bytes of one request; a `quadlet_check` of a whole staging folder fits. */
export const maxRequestBytes = 1024 * 1024;

const QuadletContent = z
  .string()
  .refine((text) => Buffer.byteLength(text) <= maxQuadletBytes, `at most ${maxQuadletBytes} bytes`)
  .refine((text) => !text.includes('\0'), 'must not contain NUL');

const stackArgs = z.strictObject({ stack: StackName });
const unitArgs = z.strictObject({ unit: UnitName });
const quadletArgs = z.strictObject({ name: QuadletName, kind: QuadletKind });

/** What every operation answers: the command's bounded output (head and tail) and its exit code. */
export const CommandOutput = z.object({
  ok: z.literal(true),
  output: z.string(),
  exit_code: z.number().int(),
});
export type CommandOutput = z.output<typeof CommandOutput>;

export const UnitState = z.object({
  unit: z.string(),
  description: z.string(),
  /** `loaded`, `not-found`, `bad-setting`, `error`, `masked` */
  load: z.string(),
  /** `active`, `reloading`, `inactive`, `failed`, `activating`, `deactivating` */
  active: z.string(),
  /** `running`, `exited`, `dead`, `auto-restart`, `listening`, … */
  sub: z.string(),
  /** `enabled`, `disabled`, `static`, `generated`, …; absent when systemd does not say */
  enabled: z.string().optional(),
});
export type UnitState = z.output<typeof UnitState>;

/** One unit in full: what `systemctl --user show` tells. Times are ISO 8601 UTC. */
export const UnitStatus = UnitState.extend({
  main_pid: z.number().int().optional(),
  /** exit code or signal name of the last run, and systemd's word for how it ended (`success`, `exit-code`, …) */
  result: z.string().optional(),
  exit_status: z.number().int().optional(),
  restarts: z.number().int().optional(),
  since: z.string().optional(),
  fragment_path: z.string().optional(),
  /** the Quadlet file that the unit was generated from */
  source_path: z.string().optional(),
  memory_bytes: z.number().optional(),
  cpu_seconds: z.number().optional(),
});
export type UnitStatus = z.output<typeof UnitStatus>;

export const JournalEntry = z.object({
  time: z.string(),
  /** syslog priority, 0 (emergency) to 7 (debug) */
  priority: z.number().int().min(0).max(7).optional(),
  source: z.string().optional(),
  message: z.string(),
});
export type JournalEntry = z.output<typeof JournalEntry>;

export const QuadletInfo = z.object({
  name: z.string(),
  kind: QuadletKind,
  /** the service that Quadlet generates from it */
  unit: z.string(),
  /** the compose project that it was made from */
  project: z.string().optional(),
  size_bytes: z.number().int(),
  modified: z.string(),
});
export type QuadletInfo = z.output<typeof QuadletInfo>;

export const QuadletBackup = z.object({
  id: z.string(),
  name: z.string(),
  kind: QuadletKind,
  saved: z.string(),
  size_bytes: z.number().int(),
});
export type QuadletBackup = z.output<typeof QuadletBackup>;

const QuadletChange = CommandOutput.extend({
  unit: z.string(),
  /** hex SHA-256 of the content that stands there now; absent after a delete */
  sha256: z.string().optional(),
  /** id for `quadlet_restore`; absent when nothing was replaced */
  backup: z.string().optional(),
  warnings: z.array(z.string()),
});

const QuadletFile = z.strictObject({ name: QuadletName, kind: QuadletKind, content: QuadletContent });
const BackupId = z
  .string()
  .max(200)
  .regex(/^[a-zA-Z0-9_][a-zA-Z0-9_.-]*$/, 'an id that quadlet_backups lists');
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex');

const seconds = 1000;
const minutes = 60 * seconds;

/**
 * Every operation of the helper: what it takes, what it answers, how long it may run.
 * The daemon's handler table and the client's types are both derived from this one. There is no operation that
 * takes a command, a flag or a path.
 */
export const operations = {
  stack_up: { args: stackArgs, result: CommandOutput, timeLimitMs: 30 * minutes },
  stack_down: { args: stackArgs, result: CommandOutput, timeLimitMs: 5 * minutes },
  stack_pull: { args: stackArgs, result: CommandOutput, timeLimitMs: 30 * minutes },
  stack_restart: { args: stackArgs, result: CommandOutput, timeLimitMs: 10 * minutes },
  stack_ps: { args: stackArgs, result: CommandOutput, timeLimitMs: 20 * seconds },
  compose_validate: { args: stackArgs, result: CommandOutput, timeLimitMs: 20 * seconds },
  compose_config: { args: stackArgs, result: CommandOutput, timeLimitMs: 20 * seconds },

  systemd_start: { args: unitArgs, result: CommandOutput, timeLimitMs: 15 * minutes },
  systemd_stop: { args: unitArgs, result: CommandOutput, timeLimitMs: 3 * minutes },
  systemd_restart: { args: unitArgs, result: CommandOutput, timeLimitMs: 15 * minutes },
  systemd_enable: { args: unitArgs, result: CommandOutput, timeLimitMs: 20 * seconds },
  systemd_disable: { args: unitArgs, result: CommandOutput, timeLimitMs: 20 * seconds },
  systemd_status: {
    args: unitArgs,
    result: CommandOutput.extend({ status: UnitStatus }),
    timeLimitMs: 20 * seconds,
  },
  systemd_list: {
    args: z.strictObject({}),
    result: CommandOutput.extend({ units: z.array(UnitState) }),
    timeLimitMs: 20 * seconds,
  },
  systemd_daemon_reload: { args: z.strictObject({}), result: CommandOutput, timeLimitMs: 1 * minutes },
  unit_logs: {
    args: z.strictObject({
      unit: UnitName,
      lines: z.int().min(1).max(1000).default(100),
      /** Unix time in seconds; only entries from then on */
      since: z.int().min(0).max(4_102_444_800).optional(),
      /** only entries of this syslog priority or worse */
      priority: z.int().min(0).max(7).optional(),
    }),
    result: CommandOutput.extend({ entries: z.array(JournalEntry) }),
    timeLimitMs: 20 * seconds,
  },

  quadlet_list: {
    args: z.strictObject({}),
    result: CommandOutput.extend({ quadlets: z.array(QuadletInfo) }),
    timeLimitMs: 20 * seconds,
  },
  quadlet_read: {
    args: quadletArgs,
    result: CommandOutput.extend({ content: z.string(), sha256: Sha256 }),
    timeLimitMs: 20 * seconds,
  },
  quadlet_write: {
    /** `expected_sha256`: of the content being replaced, `null` for a new file; a mismatch is a `conflict` */
    args: QuadletFile.extend({ expected_sha256: Sha256.nullable().optional() }),
    result: QuadletChange,
    timeLimitMs: 30 * seconds,
  },
  quadlet_delete: {
    args: quadletArgs.extend({ expected_sha256: Sha256.optional() }),
    result: QuadletChange,
    timeLimitMs: 20 * seconds,
  },
  quadlet_check: {
    /** checked together with the files that are installed, as Podman's generator would see them */
    args: z.strictObject({ files: z.array(QuadletFile).min(1).max(200) }),
    result: CommandOutput.extend({
      valid: z.boolean(),
      problems: z.array(z.string()),
      warnings: z.array(z.string()),
      units: z.array(z.string()),
    }),
    timeLimitMs: 30 * seconds,
  },
  quadlet_backups: {
    args: z.strictObject({}),
    result: CommandOutput.extend({ backups: z.array(QuadletBackup) }),
    timeLimitMs: 20 * seconds,
  },
  quadlet_restore: { args: z.strictObject({ backup: BackupId }), result: QuadletChange, timeLimitMs: 30 * seconds },
} as const;

export type OperationName = keyof typeof operations;
export type OperationArgs<Name extends OperationName> = z.output<(typeof operations)[Name]['args']>;
export type OperationInput<Name extends OperationName> = z.input<(typeof operations)[Name]['args']>;
export type OperationResult<Name extends OperationName> = z.output<(typeof operations)[Name]['result']>;

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

export const operationNames = Object.keys(operations).filter(isOperationName);

/** `GET /health`: which helper answers and what it can do. */
export const HelperHealth = z.object({
  ok: z.literal(true),
  version: z.string(),
  protocol: z.number().int(),
  compose: z.array(z.string()).nullable(),
  systemd: z.boolean(),
  quadlet: z.boolean(),
});
export type HelperHealth = z.output<typeof HelperHealth>;

/** Raised when a change would break an older client or helper. */
export const protocolVersion = 1;

/**
 * A long operation asked for with `Accept: application/x-ndjson` answers one JSON object a line: any number of
 * `{progress}` and at last the same body that a plain request gets.
 */
export const progressMediaType = 'application/x-ndjson';
export const ProgressLine = z.object({ progress: z.string() });
