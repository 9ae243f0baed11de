import { z } from 'zod';

import type { AppError } from '../errors.ts';

/** Tokens of one account, as they are kept between starts. Times are milliseconds. */
export const KeptTokens = z.strictObject({
  /** the application that they were given to */
  clientId: z.string(),
  accessToken: z.string(),
  refreshToken: z.string().exactOptional(),
  /** absent: not known */
  givenAt: z.number().exactOptional(),
  lifeMs: z.number().exactOptional(),
  /** the refresh token was sent, and what came of it is not known */
  isAsked: z.literal(true).exactOptional(),
  /** digest of the configured tokens that these came after */
  after: z.string().exactOptional(),
});
export type KeptTokens = z.output<typeof KeptTokens>;

/** Where tokens that change by themselves are kept. */
export interface TokenKeeper {
  /** why nothing can be kept now */
  obstacle(): AppError | undefined;
  find(instance: string): KeptTokens | undefined;
  /** They are on disk when it returns. @throws AppError, what was kept being as it was */
  keep(instance: string, tokens: KeptTokens): void;
  /**
   * Runs while nobody else does so, in this process or another.
   * @throws AppError busy when somebody still does after that time
   */
  alone<Result>(work: () => Promise<Result>, patienceMs: number): Promise<Result>;
}
