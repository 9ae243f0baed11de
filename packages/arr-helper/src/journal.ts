import { type JournalEntry, toPlainText } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

/** The fields that `readJournal` reads. */
export const journalFields = ['MESSAGE', 'PRIORITY', 'SYSLOG_IDENTIFIER', '_COMM'];

// A field is a string, a list of bytes when it is not valid UTF-8, null when it is too large, or a list of
// strings when the entry has it more than once.
const Field = z.union([z.string(), z.null(), z.array(z.union([z.number(), z.string()]))]).optional();
const Entry = z
  .object({
    __REALTIME_TIMESTAMP: z.string().regex(/^\d+$/),
    MESSAGE: Field,
    PRIORITY: Field,
    SYSLOG_IDENTIFIER: Field,
    _COMM: Field,
  })
  .transform(({ __REALTIME_TIMESTAMP: microseconds, _COMM: program, ...fields }) => ({
    microseconds: Number(microseconds),
    message: toText(fields.MESSAGE),
    priority: toText(fields.PRIORITY),
    source: toText(fields.SYSLOG_IDENTIFIER) || toText(program),
  }));

const maxMessageLength = 8192;

/** Reads `journalctl --output=json`: one object a line. A last line that was cut off is left out. */
export function readJournal(text: string): JournalEntry[] {
  return text.split('\n').flatMap((line) => readEntry(line) ?? []);
}

function readEntry(line: string): JournalEntry | undefined {
  const entry = Entry.safeParse(parseJson(line));
  if (!entry.success) return undefined;
  const { microseconds, message, priority, source } = entry.data;
  return {
    time: new Date(microseconds / 1000).toISOString(),
    ...(/^[0-7]$/.test(priority) && { priority: Number(priority) }),
    ...(source !== '' && { source: toPlainText(source) }),
    message: toPlainText(message).trimEnd().slice(0, maxMessageLength),
  };
}

function toText(field: z.output<typeof Field>): string {
  if (typeof field === 'string') return field;
  if (!Array.isArray(field)) return '';
  if (field.every((part) => typeof part === 'number')) return Buffer.from(field).toString();
  return field.filter((part) => typeof part === 'string').join('\n');
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
