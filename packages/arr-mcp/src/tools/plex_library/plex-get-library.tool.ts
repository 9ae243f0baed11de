import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { Setting } from '../../services/plex/plex-library-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { isSecretName, mask } from '../../mask-secrets.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { findLibrary, libraryInput } from './find-library.ts';

const Library = z.object({
  instance: z.string().optional(),
  id: z.int(),
  title: z.string().optional(),
  type: z.string().optional(),
  uuid: z.string().optional(),
  agent: z.string().optional(),
  scanner: z.string().optional(),
  language: z.string().optional(),
  total: z.int(),
  folders: z.array(z.string()),
  refreshing: z.boolean().optional(),
  created_at: z.string().optional(),
  scanned_at: z.string().optional(),
  settings: z.array(
    z.object({ id: z.string().optional(), label: z.string().optional(), value: z.string(), default: z.string() }),
  ),
});

export default defineTool({
  name: 'plex_get_library',
  title: 'One library in Plex',
  description: 'Folders, agent, settings of a library.',
  toolset: 'plex_library',
  annotations: READ,
  input: z.object({ ...libraryInput, ...instanceInput }),
  output: z.object({ items: z.array(Library), ...instanceOutput }),
  async handler({ library, instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => [
      await readLibrary(client, library),
    ]);
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

async function readLibrary(client: PlexClient, given: string): Promise<z.input<typeof Library>> {
  const found = await findLibrary(client, given);
  const [total, settings] = await Promise.all([
    client.browse.countItems(found.id, {}),
    client.library.settings(found.id),
  ]);
  return {
    id: found.id,
    title: shortLine(found.title),
    type: found.type,
    uuid: found.uuid,
    agent: found.agent,
    scanner: found.scanner,
    language: found.language,
    total,
    folders: found.Location.flatMap(({ path }) => shortLine(path, 500) ?? []),
    refreshing: found.refreshing,
    created_at: found.createdAt,
    scanned_at: found.scannedAt,
    settings: settings.filter(({ hidden }) => hidden !== true).map(toSetting),
  };
}

function toSetting({ id, label, type, value, default: usual }: Setting) {
  const toText = type === 'bool' ? toFlagText : toPlainValue;
  // Agents that ask others for metadata have keys for that.
  const toShown = (text: string): string => (text !== '' && isSecretName(id ?? '') ? mask : text);
  return {
    id: shortLine(id, 60),
    label: shortLine(label),
    value: toShown(toText(value)),
    default: toShown(toText(usual)),
  };
}

function toFlagText(value: unknown): string {
  return String(value === true || value === 1 || value === '1' || value === 'true');
}

function toPlainValue(value: unknown): string {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain ? (shortLine(String(value), 100) ?? '') : '';
}
