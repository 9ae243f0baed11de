import type { KnownService } from '../services/service-instance.ts';
import type { ReadSettings } from './read-settings.ts';
import type { Setting } from './setting.ts';
import { type SettingKey, settings } from './settings.ts';

/** The effective settings, one line each, secrets masked: what `arr-mcp config` prints. */
export function describeSettings({ values, sources, services }: ReadSettings): string {
  const lines = Object.entries<Setting>(settings).map(([key, setting]) => {
    // Object.entries widens the table's keys to string.
    const name = key as SettingKey;
    return `${setting.name} = ${shown(values[name], setting)}  (${sources[name]})`;
  });
  return `${[...lines, ...services.flatMap(describeService)].join('\n')}\n`;
}

function describeService({ instance, url, credential = {} }: KnownService): string[] {
  const prefix = instance.toUpperCase().replaceAll('-', '_');
  return [
    ...(url === undefined ? [] : [`${prefix}_URL = ${url}  (environment)`]),
    ...Object.keys(credential).map((field) => `${prefix}_${field.toUpperCase()} = ********  (environment)`),
  ];
}

function shown(value: unknown, setting: Setting): string {
  if (value === undefined) return `not set${setting.fallbackText === undefined ? '' : `: ${setting.fallbackText}`}`;
  if (setting.secret) return '********';
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value).replaceAll('"', '');
}
