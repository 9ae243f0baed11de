import { AppError } from '../../errors.ts';
import type { CategorySetting, SabnzbdClient, ServerSetting } from '../../services/sabnzbd/sabnzbd-client.ts';
import { entriesOf } from './config-entries.ts';
import type { SettableSection } from './settable.ts';

export interface WantedSetting {
  readonly section: SettableSection;
  /** of the category or server; absent in `misc` */
  readonly name?: string | undefined;
  readonly keyword: string;
}

/** A setting as SABnzbd has it now; undefined when there is none of that name. */
export async function readSetting(client: SabnzbdClient, wanted: WantedSetting): Promise<unknown> {
  const settings = await readSettings(client, wanted);
  return settings?.[wanted.keyword];
}

/** @param wanted a setting that `readSetting` has found and `refuseUnsettable` allows */
export async function writeSetting(client: SabnzbdClient, wanted: WantedSetting & { value: string }): Promise<void> {
  const { section, name = '', keyword, value } = wanted;
  // The list of what can be set has these names alone.
  if (section === 'misc') await client.setConfig(section, keyword, value);
  else if (section === 'categories') await client.setCategory(name, keyword as CategorySetting, value);
  else {
    const quota = (await readSettings(client, wanted))?.['quota'];
    const kept = typeof quota === 'string' ? { quota } : {};
    await client.setServer(name, { ...kept, [keyword as ServerSetting]: value });
  }
}

async function readSettings(client: SabnzbdClient, { section, name, keyword }: WantedSetting) {
  if ((section === 'misc') !== (name === undefined)) {
    throw new AppError(
      'invalid_argument',
      section === 'misc' ? 'misc has no name' : `name is missing: which of ${section}`,
    );
  }
  const entries = entriesOf(await client.config(section, name ?? keyword));
  return entries.find((entry) => entry.name === name)?.settings;
}
