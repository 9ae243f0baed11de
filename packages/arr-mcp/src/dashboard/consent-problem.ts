import { join } from 'node:path';

import { Eta } from 'eta';

export interface ConsentProblem {
  /** of OAuth, such as `invalid_client` */
  readonly code: string;
  readonly words: string;
}

const advice: Readonly<Record<string, { readonly problem: string; readonly hint: string }>> = {
  invalid_client: {
    problem: 'arr-mcp does not know it, or no longer.',
    hint: 'Remove the connection in the assistant and add it again.',
  },
  invalid_redirect_uri: {
    problem: 'It wants the answer sent to an address that is not among those allowed.',
    hint: 'If you trust it, add the address to OAUTH_REDIRECT_URIS; the log of arr-mcp has it in full.',
  },
};

/** The page for requests whose sender cannot be told, since it is not known where. */
export function createProblemPage(): (problem: ConsentProblem) => string {
  const eta = new Eta({ views: join(import.meta.dirname, 'templates'), autoEscape: true, cache: true });
  return ({ code, words }) => eta.render('consent-problem.eta', toView({ code, words }));
}

export function toView({ code, words }: ConsentProblem): object {
  const { problem, hint } = advice[code] ?? {
    problem: `Its request is not one that arr-mcp answers: ${words}.`,
    hint: 'Start again in the assistant.',
  };
  return { title: 'Sign in', problem, hint, code };
}
