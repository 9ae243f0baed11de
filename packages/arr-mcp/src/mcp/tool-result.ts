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
  const answer =
    JSON.stringify(full).length <= maxErrorText ? full : { error: { ...error, details: shortened(details) } };
  return { ...toToolResult(answer), isError: true };
}

// Only a command's last lines are ever long; what counts in them is the end.
function shortened(details: AppError['details']): Record<string, unknown> {
  const entries = Object.entries(details ?? {});
  const room = Math.floor((maxErrorText - 700) / Math.max(1, entries.length));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, (typeof value === 'string' ? value : JSON.stringify(value)).slice(-room)]),
  );
}
