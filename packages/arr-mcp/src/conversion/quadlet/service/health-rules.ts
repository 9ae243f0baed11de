import type { ComposeService } from '../../compose/compose-model.ts';
import type { ComposeHealthcheck } from '../../compose/service-parts.ts';
import type { ServiceTarget } from '../project.ts';
import { type Rules, applyRules } from '../rule.ts';
import { writeJsonArray, writeRawSingle } from '../write-value.ts';
import type { ServiceRules } from './service-rule.ts';

interface CheckTarget extends ServiceTarget {
  readonly check: ComposeHealthcheck;
}

const rules: Rules<ComposeHealthcheck, CheckTarget> = {
  disable: (isOff, { unit }) => {
    if (isOff) unit.add('HealthCmd', 'none');
  },
  test: (test, target) => {
    if (target.check.disable === true) return;
    const text = writeTest(test, target);
    if (text !== undefined) target.unit.addWritten('HealthCmd', text);
  },
  interval: (duration, target) => addDuration('HealthInterval', duration, target),
  timeout: (duration, target) => addDuration('HealthTimeout', duration, target),
  start_period: (duration, target) => addDuration('HealthStartPeriod', duration, target),
  start_interval: (duration, target) => {
    const { check, unit, report } = target;
    if (!hasTest(check) || duration <= 0) return;
    const text = writeTest(check.test ?? [], target);
    if (text === undefined) return;
    unit.addWritten('HealthStartupCmd', text);
    unit.add('HealthStartupInterval', toDuration(duration));
    if (check.timeout !== undefined && check.timeout > 0) unit.add('HealthStartupTimeout', toDuration(check.timeout));
    report.info(
      'healthcheck.start_interval',
      'approximated',
      'the faster check runs until it first succeeds, not for the start period',
    );
  },
  retries: (count, { check, unit }) => {
    // Podman refuses 0, which means the default for compose.
    if (hasTest(check) && count >= 1) unit.add('HealthRetries', String(count));
  },
};

/** How a container is found healthy. */
export const healthRules = {
  healthcheck: (check, target) => {
    applyRules(rules, { thing: check, prefix: 'healthcheck.' }, { ...target, check });
    if (check.test !== undefined || check.disable === true || Object.keys(check).length === 0) return;
    const way = "the image's own check keeps its timings: add its test to the file";
    target.report.warn('healthcheck', 'unsupported', way);
  },
} satisfies Partial<ServiceRules>;

/** Whether the file switches the check off. */
export function isHealthcheckOff({ healthcheck: check }: ComposeService): boolean {
  return check?.disable === true || check?.test?.[0] === 'NONE';
}

/** Seconds until a container that never gets healthy is found sick. */
export function secondsUntilSick({ healthcheck: check = {} }: ComposeService): number {
  const { start_period: start = 0, interval = 30_000, timeout = 30_000, retries = 3 } = check;
  return Math.ceil((start + retries * (interval + timeout)) / 1000);
}

function hasTest(check: ComposeHealthcheck): boolean {
  return check.disable !== true && check.test !== undefined && check.test[0] !== 'NONE';
}

/** Podman decides from the text whether a shell runs it; a list of words joined by blanks would change its meaning. */
function writeTest([kind, ...words]: readonly string[], { report }: ServiceTarget): string | undefined {
  const [first = ''] = words;
  if (kind === 'NONE') return 'none';
  if (words.length === 0 || first === '') {
    report.error('healthcheck.test', 'invalid', 'there is no command in it: write one, or disable: true');
    return undefined;
  }
  if (kind === 'CMD-SHELL') return words.length === 1 ? writeShell(first) : writeJsonArray(['/bin/sh', '-c', ...words]);
  if (kind !== 'CMD' || /^(?:CMD|CMD-SHELL|NONE)$/.test(first)) {
    report.error('healthcheck.test', 'invalid', 'it begins with neither CMD nor CMD-SHELL and a command');
    return undefined;
  }
  if (words.length > 1) return writeJsonArray(words);
  if (!/[\s"\\]|^'/.test(first)) return writeRawSingle(`CMD ${first}`);
  report.info('healthcheck.test', 'approximated', 'its one word is run by a shell, quoted');
  return writeShell(`'${first.replaceAll("'", String.raw`'\''`)}'`);
}

function writeShell(script: string): string {
  // oxlint-disable-next-line no-control-regex -- a text with control characters needs the form that can hold them
  const needsList = /^["\s]|["\s\\]$|[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF]/.test(script);
  return needsList ? writeJsonArray(['/bin/sh', '-c', script]) : writeRawSingle(`CMD-SHELL ${script}`);
}

function addDuration(key: string, milliseconds: number, { check, unit }: CheckTarget): void {
  // 0 would switch the timer off; without a command of its own the timings are ignored.
  if (hasTest(check) && milliseconds > 0) unit.add(key, toDuration(milliseconds));
}

function toDuration(milliseconds: number): string {
  if (milliseconds % 1000 === 0) return `${milliseconds / 1000}s`;
  return Number.isInteger(milliseconds) ? `${milliseconds}ms` : `${Math.round(milliseconds * 1000)}us`;
}
