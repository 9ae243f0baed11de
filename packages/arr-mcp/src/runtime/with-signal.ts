import { AppError } from '../errors.ts';

/** The shared promise for one caller, who may leave earlier; the work goes on for the others. */
export async function withSignal<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  if (signal.aborted) throw cancelled();
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(cancelled());
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

export function cancelled(): AppError {
  return new AppError('cancelled', 'the call was cancelled');
}
