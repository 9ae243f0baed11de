import { CLIENT_CAPABILITIES_META_KEY, type InputRequiredResult } from '@modelcontextprotocol/server';
import { z } from 'zod';

import type { Logger } from '../logger.ts';
import { finders } from './called-tools.ts';
import { findPreview, readAnswer, toQuestion } from './consent-question.ts';
import { ConsentState } from './consent-state.ts';
import type { CallRequest, McpSession } from './session.ts';
import { type ToolResult, toToolResult } from './tool-result.ts';

/** What a request brings beside its call. */
export interface Round {
  /** the protocol's own part of `_meta`, where the client declares what it can do */
  readonly envelope: unknown;
  readonly responses: Record<string, unknown> | undefined;
  /** verified; undefined where there is none */
  readonly state: unknown;
}

const Envelope = z.object({
  [CLIENT_CAPABILITIES_META_KEY]: z.object({
    elicitation: z.object({ form: z.unknown().optional(), url: z.unknown().optional() }),
  }),
});

const refusals = {
  declined: 'Nothing was done: the user said no. Ask what they want instead; do not call again unless they say so.',
  cancelled: 'Nothing was done: the user closed the question without an answer. Ask whether it is still wanted.',
} as const;

/**
 * Asks the person instead of handing the model a confirmation token, where the client can ask. The tools stay as they
 * are: their preview becomes the question, and the answer brings its token back.
 */
export class Consent {
  readonly state = new ConsentState();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** @throws what the session throws */
  async call(session: McpSession, request: CallRequest, round: Round): Promise<ToolResult | InputRequiredResult> {
    if (!canAsk(round)) return session.callTool(request);
    const call = { callerId: session.callerId, name: request.name, args: request.args };
    const isRepeated = round.state !== undefined;
    const token = this.state.tokenFor(round.state, call);
    const answer = isRepeated ? readAnswer(round.responses) : 'none';
    if (token !== undefined) this.#log.info({ tool: request.name, answer }, 'a person was asked');
    if (token !== undefined && answer !== 'agreed') session.withdrawConfirmation(token);
    if (answer === 'declined' || answer === 'cancelled') {
      return toToolResult({ status: answer, next: refusals[answer] });
    }
    const isAgreed = token !== undefined && answer === 'agreed';
    const result = await session.callTool(isAgreed ? withToken(request, token) : request);
    const preview = findPreview(result);
    if (preview === undefined) return result;
    const state = await this.state.seal(preview.confirmation_token, call);
    return toQuestion(preview, state, isRepeated);
  }
}

// A declaration without a mode means forms: that is all there was before modes.
function canAsk({ envelope }: Round): boolean {
  const declared = Envelope.safeParse(envelope);
  if (!declared.success) return false;
  const { form, url } = declared.data[CLIENT_CAPABILITIES_META_KEY].elicitation;
  return form !== undefined || url === undefined;
}

// The finder passes on what stands in its `arguments`.
function withToken(request: CallRequest, token: string): CallRequest {
  const args = fields(request.args);
  const agreed = finders.has(request.name)
    ? { ...args, arguments: { ...fields(args['arguments']), confirmation_token: token } }
    : { ...args, confirmation_token: token };
  return { ...request, args: agreed };
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
