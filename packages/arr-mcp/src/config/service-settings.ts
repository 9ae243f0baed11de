import { distance } from 'fastest-levenshtein';

import { toBaseUrl } from '../services/base-url.ts';
import {
  type CredentialField,
  type ServiceName,
  exampleUrl,
  serviceFacts,
  serviceNames,
} from '../services/service-catalog.ts';
import type { KnownService } from '../services/service-instance.ts';
import type { Environment, SettingsInput } from './read-settings.ts';

export interface ServiceSettings {
  readonly services: readonly KnownService[];
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

interface Found {
  readonly service: ServiceName;
  readonly instance: string;
  readonly field: 'url' | CredentialField;
  readonly text: string;
}

// The shortest name of an instance first: TRAKT_ACCESS_TOKEN is a field of Trakt, and not the token of a "trakt-access".
const name =
  /^([A-Z0-9]+)(?:_([A-Z0-9_]+?))??_(URL|API_KEY|USERNAME|PASSWORD|TOKEN|CLIENT_ID|CLIENT_SECRET|ACCESS_TOKEN|REFRESH_TOKEN)(_FILE)?$/;
const maxInstanceLength = 40;

/**
 * The services that the environment names: `SONARR_URL` and `SONARR_API_KEY`, and for a second instance, here
 * `sonarr-4k`, `SONARR_4K_URL` and `SONARR_4K_API_KEY`. Each may come from a file: `SONARR_API_KEY_FILE`.
 */
export function readServiceSettings(input: SettingsInput): ServiceSettings {
  const problems: string[] = [];
  const env = { ...input.dotenv, ...withoutEmpty(input.env) };
  const found = Object.entries(env).flatMap(([variable, value]) => readVariable(variable, value, { input, problems }));
  const groups = Map.groupBy(found, ({ instance }) => instance);
  return {
    services: [...groups.values()].flatMap(toKnown),
    problems,
    warnings: Object.keys(env).flatMap(warnOfTypo),
  };
}

function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

interface Context {
  readonly input: SettingsInput;
  readonly problems: string[];
}

function readVariable(variable: string, value: string | undefined, { input, problems }: Context): Found[] {
  const [, prefix = '', suffix, fieldName = '', fromFile] = name.exec(variable) ?? [];
  const service = serviceNames.find((each) => each.toUpperCase() === prefix);
  // The pattern above has these names alone.
  const field = fieldName.toLowerCase() as Found['field'];
  if (service === undefined || value === undefined || value === '' || !takes(service, field)) return [];
  const instance = suffix === undefined ? service : `${service}-${suffix.toLowerCase().replaceAll('_', '-')}`;
  if (instance.length > maxInstanceLength) {
    problems.push(`${variable}: the name of the instance is longer than ${maxInstanceLength} characters`);
    return [];
  }
  const text = fromFile === undefined ? value.trim() : readFile(variable, value, { input, problems });
  if (text === undefined) return [];
  if (field !== 'url') return [{ service, instance, field, text }];
  const url = toBaseUrl(text);
  if (url !== undefined) return [{ service, instance, field, text: url }];
  problems.push(
    `${variable}: must be an http or https address without a user or password; example: ${exampleUrl(service)}`,
  );
  return [];
}

function takes(service: ServiceName, field: Found['field']): boolean {
  return field === 'url' || serviceFacts(service).signIn.some((way) => way.includes(field));
}

function readFile(variable: string, path: string, { input, problems }: Context): string | undefined {
  try {
    return input.readFile(path).trim();
  } catch (error) {
    problems.push(`${variable}: cannot read ${path} (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

function toKnown(found: readonly Found[]): KnownService[] {
  const [first] = found;
  if (first === undefined) return [];
  const fields = new Map(found.map(({ field, text }) => [field, text]));
  const url = fields.get('url');
  fields.delete('url');
  return [
    {
      service: first.service,
      instance: first.instance,
      source: 'environment',
      ...(url === undefined ? {} : { url }),
      ...(fields.size === 0 ? {} : { credential: Object.fromEntries(fields) }),
    },
  ];
}

const nearlyTheSame = 2;

// SONARR_APIKEY, SONARR_ADDRESS: near enough to a setting to be meant as one.
function warnOfTypo(variable: string): string[] {
  const service = serviceNames.find((each) => variable.startsWith(`${each.toUpperCase()}_`));
  if (service === undefined || name.test(variable)) return [];
  const known = ['url', ...serviceFacts(service).signIn.flat()].map((field) => `${service}_${field}`.toUpperCase());
  const near = known.find((each) => distance(each, variable) <= nearlyTheSame);
  return near === undefined ? [] : [`${variable} is not a setting; did you mean ${near}?`];
}
