import { AppError } from '../errors.ts';

/** What one question brought: its answer, or why there is none. */
export type Panel<Data> =
  | { readonly state: 'ready'; readonly data: Data }
  | { readonly state: 'unavailable'; readonly reason: string; readonly hint?: string };

export interface ReadLimits {
  readonly signal?: AbortSignal | undefined;
  /** how long one question may take, also when what was asked pays no heed to its signal */
  readonly timeLimitMs?: number | undefined;
}

const defaultLimitMs = 5000;

/** Asks one question. @throws whatever is no AppError: a bug, not an outage */
export async function readPanel<Data>(
  read: (signal: AbortSignal) => Promise<Data>,
  limits: ReadLimits = {},
): Promise<Panel<Data>> {
  try {
    return { state: 'ready', data: await readLimited(read, limits) };
  } catch (error) {
    if (error instanceof AppError) return toUnavailable(error);
    throw error;
  }
}

function toUnavailable({ message, hint }: AppError): Panel<never> {
  return { state: 'unavailable', reason: message, ...(hint === undefined ? {} : { hint }) };
}

async function readLimited<Data>(
  read: (signal: AbortSignal) => Promise<Data>,
  { signal, timeLimitMs = defaultLimitMs }: ReadLimits,
): Promise<Data> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(tooLate(timeLimitMs)), timeLimitMs);
  const leave = (): void => controller.abort(new AppError('cancelled', 'the call was cancelled'));
  if (signal?.aborted === true) leave();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([rejectOnAbort(controller.signal), read(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  }
}

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}

function tooLate(timeLimitMs: number): AppError {
  return new AppError('timeout', `there was no answer within ${timeLimitMs / 1000} s`);
}
