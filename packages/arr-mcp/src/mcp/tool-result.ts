import type { AppError } from '../errors.ts';

/** The result of `tools/call`, plain JSON, the same in every protocol revision. */
export interface ToolResult {
  [key: string]: unknown;
  content: { type: 'text'; text: string }[];
  structuredContent: Record<string, unknown>;
  isError?: boolean;
}

const maxErrorText = 1000;

export function toToolResult(answer: object): ToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: { ...answer } };
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
