import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { SignInCode } from '../../services/trakt/device-sign-in.ts';
import type { TraktClient } from '../../services/trakt/trakt-client.ts';
import { WRITE } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineTool({
  name: 'trakt_sign_in',
  title: 'Sign in to Trakt',
  description: 'Gives a code to enter at Trakt; call again to finish.',
  toolset: 'trakt',
  longRunning: true,
  annotations: WRITE,
  input: z.object({ again: z.boolean().optional().describe('Also when signed in.'), ...instanceInput }),
  output: z.object({
    instance: z.string(),
    status: z.enum(['signed_in', 'waiting']),
    user: z.string().optional(),
    code: z.string().optional(),
    address: z.string().optional(),
    expires_at: z.string().optional(),
    next: z.string().optional(),
  }),
  async handler({ again = false, instance }, context) {
    const client = clientOf(context, 'trakt', instance);
    const pending = again ? undefined : client.signIn.pending();
    if (pending === undefined) {
      const user = again ? undefined : await whoIsSignedIn(client);
      if (user !== undefined) return { instance: client.instance, status: 'signed_in' as const, user };
      return toWaiting(client, await client.signIn.begin());
    }
    context.progress(`Waiting until ${pending.code} is entered at ${pending.address}.`);
    await client.signIn.finish(context.signal);
    return { instance: client.instance, status: 'signed_in' as const, user: await nameOf(client) };
  },
});

function toWaiting(client: TraktClient, { code, address, endsAt }: SignInCode) {
  return {
    instance: client.instance,
    status: 'waiting' as const,
    code,
    address,
    expires_at: new Date(endsAt).toISOString(),
    next: 'Show address and code to the user, who enters the code there; then call trakt_sign_in again.',
  };
}

async function whoIsSignedIn(client: TraktClient): Promise<string | undefined> {
  if (!client.isSignedIn) return undefined;
  try {
    return await nameOf(client);
  } catch (error) {
    // Signed out since: a new code is what helps.
    if (error instanceof AppError && error.code === 'unauthorized') return undefined;
    throw error;
  }
}

async function nameOf(client: TraktClient): Promise<string> {
  return shortLine(await client.username(), 60) ?? '';
}
