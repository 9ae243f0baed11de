import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { providerAddress } from '../../domain/services/provider-address.ts';
import { maskText } from '../../mask-secrets.ts';
import type { Provider, ProviderTest } from '../../services/arr/arr-schemas.ts';

/** What an *arr reaches out to, and whether it does. */
export const ReachedProvider = z.object({
  from: z.string(),
  to: z.string(),
  id: z.int(),
  kind: z.string(),
  type: z.string().optional(),
  address: z.string().optional(),
  /** absent: it was not tested, as it is switched off */
  ok: z.boolean().optional(),
  message: z.string().optional(),
});
export type ReachedProvider = z.output<typeof ReachedProvider>;

const maxName = 80;
const maxMessage = 250;

/** What is set up of a kind, with what the service's own test of it found. */
export function toReached(
  from: string,
  kind: string,
  { providers, tests }: { providers: readonly Provider[]; tests: readonly ProviderTest[] },
): ReachedProvider[] {
  return providers.map(({ id, name = '', implementation, fields = [] }) => {
    const test = tests.find((each) => each.id === id);
    const address = providerAddress(fields);
    return {
      from,
      to: toPlainLine(name).slice(0, maxName),
      id,
      kind,
      ...(implementation === undefined ? {} : { type: toPlainLine(implementation).slice(0, maxName) }),
      ...(address === undefined ? {} : { address }),
      ...(test === undefined ? {} : toResult(test)),
    };
  });
}

// Its words may quote the address that failed, with a key in it.
function toResult({ isValid, validationFailures = [] }: ProviderTest): Pick<ReachedProvider, 'ok' | 'message'> {
  const said = validationFailures.flatMap(({ errorMessage }) => errorMessage ?? []).join('; ');
  const message = maskText(toPlainLine(said)).slice(0, maxMessage);
  return { ok: isValid, ...(message === '' ? {} : { message }) };
}
