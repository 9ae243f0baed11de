import { z } from 'zod';

import { DESTRUCTIVE, type ToolAnnotations } from './annotations.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ToolContext } from './tool-context.ts';
import type { Toolset } from './toolsets.ts';

/** A tool as the registry and the protocol see it: what differs between tools is behind `run`. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: Toolset;
  /** listed in the default profile */
  readonly starred: boolean;
  readonly annotations: ToolAnnotations;
  /** strict: an unknown argument is refused */
  readonly input: z.ZodObject;
  readonly output: z.ZodType<object, object>;
  /** may take longer than a caller should wait: becomes a job when it does */
  readonly longRunning: boolean;
  /** @param input arguments that `input` has parsed */
  run(input: unknown, context: ToolContext): Promise<object>;
}

interface ToolFacts<Input extends z.ZodObject, Output extends z.ZodType<object, object>> {
  readonly name: string;
  readonly title: string;
  /** the first sentence says what and when; product text, see docs/contributing.md */
  readonly description: string;
  readonly toolset: Toolset;
  readonly starred?: boolean;
  readonly longRunning?: boolean;
  readonly input: Input;
  /** what is sent: fields that nobody declared here never leave the server */
  readonly output: Output;
}

export interface ToolSpec<Input extends z.ZodObject, Output extends z.ZodType<object, object>> extends ToolFacts<
  Input,
  Output
> {
  readonly annotations: ToolAnnotations;
  handler(input: z.output<Input>, context: ToolContext): Promise<z.input<Output>>;
}

/** Declares a tool that reads, or writes without needing consent. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodType<object, object>>(
  spec: ToolSpec<Input, Output>,
): Tool {
  return {
    starred: false,
    longRunning: false,
    ...spec,
    // Once here: each strict() makes a new schema, which zod compiles anew.
    input: spec.input.strict(),
    // The one place where a tool's types are let go: callTool has parsed `input` with this very schema.
    run: (input, context) => spec.handler(input as z.output<Input>, context),
  };
}

/** What a destructive call would do. It holds no clock values, since the token is bound to it. */
export interface Plan {
  /** one or two sentences for the person who decides: exactly what happens, and what stays */
  readonly summary: string;
}

export interface DestructiveToolSpec<
  Input extends z.ZodObject,
  Output extends z.ZodObject,
  Planned extends Plan,
> extends ToolFacts<Input, Output> {
  /** Looks, and changes nothing. */
  plan(input: z.output<Input>, context: ToolContext): Promise<Planned>;
  handler(plan: Planned, context: ToolContext, input: z.output<Input>): Promise<z.input<Output>>;
}

const confirmationToken = z.string().max(100).optional().describe('From the preview; leave out to get one.');

/**
 * Declares a tool that first tells what it would do. Without a token, or when the world has changed since the token
 * was given, the answer is a preview with a new token and nothing is done.
 */
export function defineDestructiveTool<Input extends z.ZodObject, Output extends z.ZodObject, Planned extends Plan>(
  spec: DestructiveToolSpec<Input, Output, Planned>,
): Tool {
  return {
    starred: false,
    longRunning: false,
    ...spec,
    annotations: DESTRUCTIVE,
    input: spec.input.extend({ confirmation_token: confirmationToken }).strict(),
    output: z.union([Preview, spec.output.extend({ status: z.literal('done') })]),
    run: async (input, context) => {
      // Parsed by the schema above: the tool's own input and the token.
      const { confirmation_token: token, ...own } = input as z.output<Input> & { confirmation_token?: string };
      const plan = await spec.plan(own as z.output<Input>, context);
      const binding = { caller: context.caller.id, call: canonicalJson([spec.name, own, plan]) };
      const refusal = context.confirmations.redeem(token, binding);
      if (refusal !== undefined) return preview(plan, refusal, context.confirmations.issue(binding));
      return { ...(await spec.handler(plan, context, own as z.output<Input>)), status: 'done' };
    },
  };
}

const Preview = z.object({
  status: z.literal('confirmation_required'),
  summary: z.string(),
  plan: z.record(z.string(), z.unknown()),
  note: z.string().optional(),
  confirmation_token: z.string(),
  next: z.string(),
});

function preview({ summary, ...plan }: Plan, refusal: string, token: string): z.input<typeof Preview> {
  return {
    status: 'confirmation_required',
    summary,
    plan,
    ...(refusal === '' ? {} : { note: refusal }),
    confirmation_token: token,
    next: 'Nothing was done. Show this to the user; when they agree, repeat the call with this confirmation_token within 10 minutes.',
  };
}
