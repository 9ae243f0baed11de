/** Settles as `work` does, or rejects with the signal's reason: work that does not heed its signal keeps nobody waiting. */
export async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** The value of `work`, or undefined when it takes longer than `timeMs`; the work goes on. */
export async function withinTime<Value>(work: Promise<Value>, timeMs: number): Promise<{ value: Value } | undefined> {
  const { promise: tooLong, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), timeMs);
  try {
    return await Promise.race([work.then((value) => ({ value })), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
