import { z } from 'zod';

import { shownText } from './shown-text.ts';

export interface ConfigEntry {
  /** absent where a section is no list */
  readonly name?: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

const Settings = z.record(z.string(), z.unknown());
const Entries = z.array(z.looseObject({ name: z.string() }));

/** A section as SABnzbd has it: one record of settings, or a list of named ones. */
export function entriesOf(section: unknown): ConfigEntry[] {
  const list = Entries.safeParse(section);
  if (list.success) return list.data.map(({ name, ...settings }) => ({ name: shownText(name, 100) ?? '', settings }));
  const record = Settings.safeParse(section);
  return record.success ? [{ settings: record.data }] : [];
}
