import type { ReadSettings } from './read-settings.ts';
import type { Setting } from './setting.ts';
import { type SettingKey, settings } from './settings.ts';

/** The effective settings, one line each, secrets masked: what `arr-mcp config` prints. */
export function describeSettings({ values, sources }: ReadSettings): string {
  const lines = Object.entries<Setting>(settings).map(([key, setting]) => {
    // Object.entries widens the table's keys to string.
    const name = key as SettingKey;
    return `${setting.name} = ${shown(values[name], setting)}  (${sources[name]})`;
  });
  return `${lines.join('\n')}\n`;
}

function shown(value: unknown, setting: Setting): string {
  if (value === undefined) return `not set${setting.fallbackText === undefined ? '' : `: ${setting.fallbackText}`}`;
  if (setting.secret) return '********';
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value).replaceAll('"', '');
}
