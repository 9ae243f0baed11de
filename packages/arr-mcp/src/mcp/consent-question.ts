import { toPlainLine } from '@arr-mcp/helper-protocol';
import { type InputRequiredResult, inputRequired, inputResponse } from '@modelcontextprotocol/server';
import { z } from 'zod';

import type { ToolResult } from './tool-result.ts';

export type Answer = 'agreed' | 'declined' | 'cancelled' | 'none';

const Preview = z.object({
  status: z.literal('confirmation_required'),
  summary: z.string(),
  note: z.string().optional(),
  confirmation_token: z.string(),
});
export type Preview = z.output<typeof Preview>;

const Decision = z.object({ ok: z.boolean() });
// What is done stands first and what stays stands last, so a long middle, such as a list of names, is what goes.
const maxHead = 900;
const maxTail = 300;

/** @returns the preview that a destructive tool answered with, undefined for every other answer */
export function findPreview({ structuredContent }: ToolResult): Preview | undefined {
  return Preview.safeParse(structuredContent).data;
}

/** @param isRepeated the person has been asked before, and that answer does not count */
export function toQuestion({ summary, note }: Preview, state: string, isRepeated: boolean): InputRequiredResult {
  const again =
    isRepeated || note !== undefined ? 'Asked again, since the earlier answer does not fit any more.\n' : '';
  const confirm = inputRequired.elicit({
    mode: 'form',
    message: `${again}${plain(summary)}`,
    requestedSchema: {
      type: 'object',
      properties: { ok: { type: 'boolean', title: 'Do it', default: false } },
      required: ['ok'],
    },
  });
  return inputRequired({ inputRequests: { confirm }, requestState: state });
}

/** @param responses what the client sent, which may be anything */
export function readAnswer(responses: Record<string, unknown> | undefined): Answer {
  const answer = inputResponse(responses, 'confirm');
  if (answer.kind !== 'elicit') return 'none';
  if (answer.action === 'decline') return 'declined';
  if (answer.action === 'cancel') return 'cancelled';
  const decision = Decision.safeParse(answer.content);
  if (!decision.success) return 'none';
  return decision.data.ok ? 'agreed' : 'declined';
}

// Titles and names in it are strangers' words: one line, nothing invisible, nothing that looks like a second question.
function plain(summary: string): string {
  const line = toPlainLine(summary.replaceAll(/\s+/g, ' ')).replaceAll(/[\p{Cf}\p{Co}\p{Cs}]/gu, '');
  if (line.length <= maxHead + maxTail) return line;
  const left = line.length - maxHead - maxTail;
  // A cut through a pair of surrogates would leave half a character.
  return `${line.slice(0, maxHead)} [… ${left} characters …] ${line.slice(-maxTail)}`.toWellFormed();
}
