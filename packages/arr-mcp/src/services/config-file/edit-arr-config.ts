import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { readArrSettings } from './arr-config.ts';
import { toPort, toUrlBase } from './service-config.ts';

type Settings = Readonly<Record<string, string>>;

/** Says why a value is refused; undefined: it may stand there. */
type ValueRule = (value: string, settings: Settings) => string | undefined;

const Address = z.union([z.ipv4(), z.ipv6()]);
const logLevels = ['info', 'debug', 'trace'];

/** What may be changed in a `config.xml`, and to what. Keys, passwords and what lets people in are not among it. */
const rules = {
  UrlBase: (value) =>
    value === '' || toUrlBase(value) === value ? undefined : 'is a path such as /sonarr, or empty for the root',
  Port: (value) => (toPort(value) === undefined ? 'is a port from 1 to 65535' : undefined),
  BindAddress: checkBindAddress,
  LogLevel: (value) => (logLevels.includes(value) ? undefined : `is one of ${logLevels.join(', ')}`),
  InstanceName: (value) => (/^[\w .()-]{1,40}$/.test(value) ? undefined : 'has 1 to 40 letters, digits, blanks, .-_()'),
  // The other value lets everybody in the local network in.
  AuthenticationRequired: (value) => (value === 'Enabled' ? undefined : 'can only be set to Enabled'),
} as const satisfies Readonly<Record<string, ValueRule>>;

export type ArrSettingName = keyof typeof rules;

// The keys of the table above, which Object.keys widens.
export const arrSettingNames = Object.keys(rules) as readonly ArrSettingName[];

export interface ArrEdit {
  readonly text: string;
  /** absent: the setting did not stand in the file */
  readonly before?: string;
}

/**
 * A `config.xml` with one setting changed and everything else as it stood, byte for byte.
 * @throws AppError refused for a setting or value that may not be set, bad_response for what is no such file
 */
export function editArrConfig(text: string, name: string, value: string): ArrEdit {
  const settings = readArrSettings(text);
  refuseValue(name, value, settings);
  const before = Object.hasOwn(settings, name) ? settings[name] : undefined;
  const element = `<${name}>${value}</${name}>`;
  const edited =
    before === undefined
      ? text.replace(/([ \t]*)<\/Config>\s*$/, (end) => `  ${element}\n${end}`)
      : text.replace(elementOf(name), () => element);
  if (readArrSettings(edited)[name] !== value) throw refusedEdit('config.xml is written in a way that is not edited');
  return { text: edited, ...(before === undefined ? {} : { before }) };
}

/**
 * Holds a change of a whole file to what may be changed: whichever way it comes, nothing else differs.
 * @throws AppError refused
 */
export function checkArrEdit(before: string, after: string): void {
  const [old, next] = [readArrSettings(before), readArrSettings(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(next)]);
  for (const name of names) {
    const value = Object.hasOwn(next, name) ? next[name] : undefined;
    // Without it the service goes by its own default, as it did before somebody wrote it down.
    if (value === undefined) ruleOf(name);
    else if (old[name] !== value) refuseValue(name, value, next);
  }
  if (withoutEditable(before) !== withoutEditable(after)) throw refusedEdit('more than settings would change');
}

function ruleOf(name: string): ValueRule {
  // The table has these names alone.
  const rule: ValueRule | undefined = Object.hasOwn(rules, name) ? rules[name as ArrSettingName] : undefined;
  if (rule === undefined) throw refusedEdit(`${name} is not a setting that is changed here`);
  return rule;
}

function refuseValue(name: string, value: string, settings: Settings): void {
  const problem = ruleOf(name)(value, settings);
  if (problem !== undefined) throw refusedEdit(`${name} ${problem}`);
}

function checkBindAddress(value: string, { AuthenticationMethod: method = '' }: Settings): string | undefined {
  if (value !== '*' && value !== 'localhost' && !Address.safeParse(value).success)
    return 'is *, localhost or an IP address';
  const isLocal = value === 'localhost' || value.startsWith('127.') || value === '::1';
  if (isLocal || !['none', ''].includes(method.toLowerCase())) return undefined;
  return 'would open it to the network while it asks nobody to sign in: set a sign-in in its own settings first';
}

function elementOf(name: string): RegExp {
  return new RegExp(`<${name}>[^<]*</${name}>|<${name}\\s*/>`);
}

function withoutEditable(text: string): string {
  const pattern = arrSettingNames.map((name) => elementOf(name).source).join('|');
  return text.replaceAll(new RegExp(`[ \\t]*(?:${pattern})[ \\t]*\\r?\\n?`, 'g'), '');
}

function refusedEdit(why: string): AppError {
  return new AppError('refused', why, { hint: `What can be set: ${arrSettingNames.join(', ')}.` });
}
