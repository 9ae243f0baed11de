import type { ServiceResponse } from './service-fetch.ts';

/** The answer was longer than it may be. */
export class TooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`the answer has more than ${maxBytes} bytes`);
    this.name = 'TooLargeError';
  }
}

/** The body as text; nothing beyond the bound is kept, whatever the answer says of its length. */
export async function readBody(
  { body, headers }: Pick<ServiceResponse, 'body' | 'headers'>,
  maxBytes: number,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<string> {
  const announced = Number(headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop gives the rest of the body up.
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (Math.max(bytes, announced) > maxBytes) throw new TooLargeError(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString(encoding);
}
