import type { AppError } from '../errors.ts';
import { ImageContent } from '../tools/image-content.ts';

/** The result of `tools/call`, plain JSON, the same in every protocol revision. */
export interface ToolResult {
  [key: string]: unknown;
  content: ContentBlock[];
  structuredContent: Record<string, unknown>;
  isError?: boolean;
}

type ContentBlock = { type: 'text'; text: string } | { type: 'image'; data: string; mimeType: string };

const maxErrorText = 1000;

/** An image among the answer's fields becomes a block of its own; the answer only tells of it. */
export function toToolResult(answer: object): ToolResult {
  const images = Object.values(answer).filter((value) => value instanceof ImageContent);
  return {
    content: [{ type: 'text', text: JSON.stringify(answer) }, ...images.map(toBlock)],
    structuredContent: Object.fromEntries(
      Object.entries(answer).map(([name, value]: [string, unknown]) => [
        name,
        value instanceof ImageContent ? value.toJSON() : value,
      ]),
    ),
  };
}

function toBlock({ base64: data, mimeType }: ImageContent): ContentBlock {
  return { type: 'image', data, mimeType };
}

/** What happened, the next step, and whether trying again may help; at most 1,000 characters. */
export function toErrorResult({ code, message, hint, retryable, details }: AppError): ToolResult {
  const error = {
    code,
    message: message.slice(0, 400),
    ...(hint === undefined ? {} : { hint: hint.slice(0, 250) }),
    retryable,
  };
  const full = { error: details === undefined || Object.keys(details).length === 0 ? error : { ...error, details } };
  const room = maxErrorText - JSON.stringify({ error: { ...error, details: {} } }).length;
  const answer =
    JSON.stringify(full).length <= maxErrorText ? full : { error: { ...error, details: shortened(details, room) } };
  return { ...toToolResult(answer), isError: true };
}

// Of choices the first ones count, the best; of a command's output its last lines.
function shortened(details: AppError['details'], room: number): Record<string, unknown> {
  const entries = Object.entries(details ?? {});
  const names = entries.reduce((sum, [name]) => sum + name.length + '"":"",'.length, 0);
  const each = Math.max(0, Math.floor((room - names) / Math.max(1, entries.length)));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? firstOf(value, each) : lastOf(value, each)]),
  );
}

function firstOf(values: readonly unknown[], room: number): unknown[] {
  const last = values.findIndex((_value, index) => JSON.stringify(values.slice(0, index + 1)).length > room);
  return last === -1 ? [...values] : values.slice(0, last);
}

// Signs that JSON escapes take more room than they have.
function lastOf(value: unknown, room: number): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  let start = Math.max(0, text.length - room);
  while (start < text.length && JSON.stringify(text.slice(start)).length - 2 > room) start += 16;
  return text.slice(start);
}
