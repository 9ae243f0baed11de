import { ServiceError } from '../service-error.ts';
import type { OpenOptions } from '../open-options.ts';
import { toRefusal } from '../connection/refusal.ts';
import { readBody } from '../connection/read-body.ts';
import type { ServiceResponse } from '../connection/service-fetch.ts';
import { withoutSent } from '../connection/sent-secrets.ts';
import { toTransportError } from '../connection/transport-error.ts';

/** Opens an answer that has no end; ending the signal ends it. */
export type OpenStream = (
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<AsyncIterable<Uint8Array>>;

const longestRefusal = 64 * 1024;

/** Beside the connection, whose answers are whole and have a time limit. */
export function streamOpener({ fetch: reach, baseUrl, instance, service }: OpenOptions): OpenStream {
  return async (path, headers, signal) => {
    try {
      const response = await reach(`${baseUrl}${path}`, { method: 'GET', headers, signal, redirect: 'manual' });
      const isStream = /text\/event-stream/.test(response.headers.get('content-type') ?? '');
      if (response.ok && isStream && response.body !== null) return untilEnded(response.body, signal);
      if (response.ok) throw noStream(instance, response.body);
      const text = withoutSent(await readBody(response, longestRefusal), { headers });
      throw toRefusal({ status: response.status, headers: response.headers, text }, { instance, service, baseUrl });
    } catch (error) {
      throw toTransportError(error, { instance, origin: new URL(baseUrl).origin });
    }
  };
}

function noStream(instance: string, body: ServiceResponse['body']): ServiceError {
  void body?.[Symbol.asyncIterator]()
    .return?.()
    .catch(() => undefined);
  return new ServiceError(instance, 'bad_response', 'sent no events where they were asked for', {
    hint: 'Is the address that of Plex itself, and does no proxy hold its answers back?',
  });
}

async function* untilEnded(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const parts = body[Symbol.asyncIterator]();
  // Not every body heeds the signal that its request was made with.
  const end = new Promise<IteratorReturnResult<undefined>>((resolve) =>
    signal.addEventListener('abort', () => resolve({ done: true, value: undefined }), { once: true }),
  );
  try {
    for (;;) {
      const part = await Promise.race([parts.next(), end]);
      if (part.done === true) return;
      yield part.value;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    void parts.return?.().catch(() => undefined);
  }
}
