import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { SabnzbdClient } from '../../services/sabnzbd/sabnzbd-client.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { type WantedSetting, readSetting, writeSetting } from './one-setting.ts';
import { refuseUnsettable, settableSections } from './settable.ts';
import { shownSetting } from './shown-settings.ts';

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

export default defineDestructiveTool({
  name: 'sabnzbd_set_config',
  title: 'Change a setting of SABnzbd',
  description: 'Changes one harmless setting.',
  toolset: 'sabnzbd',
  input: z.object({
    section: z.enum(settableSections),
    name: z.string().min(1).max(100).optional(),
    keyword: z.string().min(1).max(60),
    value: z.string().max(500),
    ...instanceInput,
  }),
  output: z.object({ setting: z.string(), value: Value }),
  async plan({ instance, ...wanted }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    refuseUnsettable(wanted.section, wanted.keyword, wanted.value);
    const from = await currentValue(wanted, client);
    const to = shownSetting(wanted.keyword, wanted.value);
    const setting = settingName(wanted);
    return {
      summary: `Sets ${setting} of ${client.instance} from ${quoted(from)} to ${quoted(to)}. It counts at once.`,
      setting,
      from,
      to,
    };
  },
  async handler({ setting }, context, { instance, ...wanted }) {
    const client = clientOf(context, 'sabnzbd', instance);
    await writeSetting(client, wanted);
    return { setting, value: await currentValue(wanted, client) };
  },
});

async function currentValue(wanted: WantedSetting, client: SabnzbdClient) {
  const value = await readSetting(client, wanted);
  if (value !== undefined) return shownSetting(wanted.keyword, value);
  throw new AppError('not_found', `SABnzbd has no setting ${settingName(wanted)}`, {
    hint: 'sabnzbd_get_config lists the settings of a section.',
  });
}

function settingName({ section, name, keyword }: WantedSetting): string {
  return [section, ...(name === undefined ? [] : [name]), keyword].join('.');
}

function quoted(value: z.output<typeof Value>): string {
  return JSON.stringify(value);
}
