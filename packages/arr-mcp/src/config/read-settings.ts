import { closest } from 'fastest-levenshtein';

import type { KnownService } from '../services/service-instance.ts';
import { findOAuthProblems } from './oauth-settings.ts';
import { readServiceSettings } from './service-settings.ts';
import type { Setting } from './setting.ts';
import { type SettingKey, type SettingValues, settings } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface SettingsInput {
  readonly env: Environment;
  /** values of an .env file; the environment wins over it */
  readonly dotenv?: Environment;
  /** reads the file that `<NAME>_FILE` points to */
  readonly readFile: (path: string) => string;
}

export interface ReadSettings {
  readonly values: SettingValues;
  /** where each value came from: a variable's name, `.env: NAME`, or `default` */
  readonly sources: Readonly<Record<SettingKey, string>>;
  readonly services: readonly KnownService[];
  readonly warnings: readonly string[];
}

/** The settings cannot be used; `problems` has one sentence for each variable that is wrong. */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`settings are not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

interface Found {
  readonly text: string | undefined;
  readonly source: string;
}

/**
 * Reads every setting and reports all problems at once. An empty variable counts as not set, as compose files make
 * them from `${NAME:-}`.
 * @throws SettingsError
 */
export function readSettings(input: SettingsInput): ReadSettings {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const sources: Record<string, string> = {};
  for (const [key, setting] of Object.entries<Setting>(settings)) {
    const found = findSetting(setting, input, problems);
    const parsed = setting.schema.safeParse(found.text);
    values[key] = parsed.data;
    sources[key] = found.source;
    if (!parsed.success) {
      const reasons = parsed.error.issues.map((issue) => issue.message).join(', ');
      problems.push(`${found.source}: ${reasons}; example: ${setting.example}`);
    }
  }
  const services = readServiceSettings(input);
  problems.push(...services.problems);
  // The loop above filled both records from the same table that the types are made of.
  const settingValues = values as SettingValues;
  if (problems.length === 0) problems.push(...findOAuthProblems(settingValues));
  if (problems.length > 0) throw new SettingsError(problems);
  return {
    values: settingValues,
    sources: sources as ReadSettings['sources'],
    services: services.services,
    warnings: [...unknownNames(input), ...services.warnings],
  };
}

function findSetting(setting: Setting, input: SettingsInput, problems: string[]): Found {
  const layers = [
    { prefix: '', values: input.env },
    { prefix: '.env: ', values: input.dotenv ?? {} },
  ];
  for (const { prefix, values } of layers) {
    for (const name of [setting.name, ...setting.aliases]) {
      if (values[name]) return { text: values[name], source: `${prefix}${name}` };
      const path = values[`${name}_FILE`];
      if (path) return readFrom(path, `${prefix}${name}_FILE`, { input, problems });
    }
  }
  return { text: setting.fallback, source: 'default' };
}

function readFrom(path: string, source: string, context: { input: SettingsInput; problems: string[] }): Found {
  try {
    return { text: context.input.readFile(path).trim(), source };
  } catch (error) {
    context.problems.push(`${source}: cannot read ${path} (${error instanceof Error ? error.message : String(error)})`);
    return { text: undefined, source };
  }
}

function unknownNames({ env, dotenv }: SettingsInput): string[] {
  const known = Object.values<Setting>(settings).flatMap(({ name, aliases }) => [name, ...aliases]);
  return [...new Set([...Object.keys(env), ...Object.keys(dotenv ?? {})])]
    .filter((name) => name.startsWith('ARR_MCP_') && !known.includes(name.replace(/_FILE$/, '')))
    .map((name) => `${name} is not a setting; did you mean ${closest(name, known)}?`);
}
