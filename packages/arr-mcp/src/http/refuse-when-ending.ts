import { AppError } from '../errors.ts';

/** Sends new calls away once the server ends; those under way finish. */
export function refuseWhenEnding(isEnding: () => boolean): () => Promise<void> {
  return async () => {
    if (isEnding()) throw new AppError('busy', 'the server is shutting down', { hint: 'Try again in a minute.' });
  };
}
