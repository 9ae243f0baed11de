import { z } from 'zod';

import type { LogArchive } from '../../services/plex/plex-server-client.ts';
import { AppError } from '../../errors.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { selectLines } from '../log-lines.ts';
import { toShownLine } from '../logs/shown-line.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { type LogKind, logKindNames, rotationOf } from './log-kinds.ts';

const Log = z.object({
  instance: z.string().optional(),
  file: z.string().optional(),
  /** of the first line that is given */
  start_line: z.int().optional(),
  total_lines: z.int().optional(),
  lines: z.array(z.string()).optional(),
  truncated: z.boolean().optional(),
  files: z.array(z.object({ name: z.string(), size_bytes: z.number() })).optional(),
});

export default defineTool({
  name: 'plex_get_server_logs',
  title: 'Logs of a Plex server',
  description: "Lines of the server's own logs, also searched.",
  toolset: 'plex_server',
  longRunning: true,
  annotations: READ,
  input: z.object({
    log: z.enum(logKindNames).optional(),
    lines: z.int().min(1).max(1000).default(100),
    search: z.string().min(1).max(200).optional(),
    start_line: z.int().min(1).optional(),
    list_files: z.boolean().optional(),
    ...instanceInput,
  }),
  output: z.object({ items: z.array(Log), ...instanceOutput }),
  async handler({ instance, ...wanted }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
      const archive = await client.server.logs();
      return [wanted.list_files === true ? listFiles(archive) : await readLog(archive, wanted)];
    });
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

interface Wanted {
  readonly log?: LogKind | undefined;
  readonly lines: number;
  readonly search?: string | undefined;
  readonly start_line?: number | undefined;
}

const mostFiles = 100;

function listFiles({ files }: LogArchive): z.input<typeof Log> {
  const shown = files.slice(0, mostFiles);
  return { files: shown.map(({ name, sizeBytes }) => ({ name: shortLine(name, 200) ?? '', size_bytes: sizeBytes })) };
}

async function readLog(archive: LogArchive, wanted: Wanted): Promise<z.input<typeof Log>> {
  const { log = 'server', lines, search, start_line: from } = wanted;
  const file = archive.files.find(({ name }) => rotationOf(name, log) === 0);
  if (file === undefined) {
    throw new AppError('not_found', `the server has no log of its ${log}`, { hint: 'list_files shows what it has.' });
  }
  const all = (await archive.read(file)).split('\n').filter((line) => line !== '');
  const part = from === undefined ? all : all.slice(from - 1, search === undefined ? from - 1 + lines : undefined);
  // Masked before it is cut: of a secret that is cut in two the rest would not be known as one.
  const chosen = selectLines(
    part.map((line, index) => ({ text: toShownLine(line), line: index + (from ?? 1) })),
    { lines, grep: search },
  );
  return {
    file: shortLine(file.name, 200),
    start_line: chosen.lines[0]?.line,
    total_lines: all.length,
    lines: chosen.lines.map(({ text, line }) => (search === undefined ? text : `${line}: ${text}`)),
    ...(chosen.truncated && (search !== undefined || from !== undefined) ? { truncated: true } : {}),
  };
}
