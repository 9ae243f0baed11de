import { basename } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { SabnzbdClient } from '../../services/sabnzbd/sabnzbd-client.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { nothingThere } from '../files/file-input.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { nameOf } from './job-rows.ts';
import { shownText } from './shown-text.ts';

const maxNzbBytes = 64 * 1024 * 1024;
const nzbName = /\.(?:nzb|gz|bz2|zip)$/i;

export default defineTool({
  name: 'sabnzbd_add',
  title: 'Add a download to SABnzbd',
  description: 'Adds an NZB from a file or an address.',
  toolset: 'sabnzbd',
  annotations: WRITE,
  input: z.object({
    nzb: z.string().min(1).max(4096).describe('URL or absolute path.'),
    name: z.string().min(1).max(200).optional(),
    category: z.string().min(1).max(100).optional(),
    priority: z.enum(['paused', 'low', 'normal', 'high', 'force']).optional(),
    ...instanceInput,
  }),
  output: z.object({
    nzo_id: z.string(),
    name: z.string().optional(),
    status: z.string().optional(),
    failure: z.string().optional(),
  }),
  async handler({ nzb, instance, ...options }, context) {
    const client = clientOf(context, 'sabnzbd', instance);
    await refuseUnknown(options.category, client);
    const id = nzb.startsWith('/')
      ? await client.addFile(await readNzb(nzb, context), options)
      : await client.addUrl(checkAddress(nzb), options);
    return { nzo_id: id, ...(await describe(id, client)) };
  },
});

// SABnzbd takes an unknown category for its default one.
async function refuseUnknown(category: string | undefined, client: SabnzbdClient): Promise<void> {
  if (category === undefined) return;
  const known = await client.categories();
  if (known.includes(category)) return;
  throw new AppError('invalid_argument', 'SABnzbd has no such category', {
    hint: `There are: ${known.flatMap((name) => shownText(name, 60) ?? []).join(', ')}.`,
  });
}

// SABnzbd fetches it from where it stands, with what that place can reach; only what is an NZB then stays.
function checkAddress(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new AppError('invalid_argument', 'nzb is neither an http(s) address nor an absolute path');
  }
  if (url.username === '' && url.password === '') return url.href;
  throw new AppError('refused', 'the address holds a user or password', {
    hint: 'SABnzbd would keep it in its history. Give an address without.',
  });
}

async function readNzb(path: string, { files }: ToolContext): Promise<File> {
  if (!nzbName.test(path)) {
    throw new AppError('invalid_argument', 'the file is no NZB by its name', {
      hint: 'It ends with .nzb, .gz, .bz2 or .zip.',
    });
  }
  const found = await files.read(path, maxNzbBytes);
  if (found === undefined) throw nothingThere();
  return new File([new Uint8Array(found.content)], basename(path), { type: 'application/x-nzb' });
}

// It is added whatever the answer to these is. What is a duplicate by its settings goes to the history at once.
async function describe(id: string, client: SabnzbdClient) {
  try {
    return await findAdded(id, client);
  } catch (error) {
    if (error instanceof AppError) return {};
    throw error;
  }
}

async function findAdded(id: string, client: SabnzbdClient) {
  const queued = await client.findQueued(id);
  if (queued !== undefined) return { name: nameOf(queued), status: queued.status };
  const past = await client.findInHistory(id);
  return past === undefined ? {} : { name: nameOf(past), status: past.status, failure: shownText(past.failure) };
}
