/** The answer was longer than it may be. */
export class TooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`the answer has more than ${maxBytes} bytes`);
    this.name = 'TooLargeError';
  }
}

/** The body as text; nothing beyond the bound is kept, whatever the answer says of its length. */
export async function readBody(
  response: Response,
  maxBytes: number,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<string> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw new TooLargeError(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // A reader, since a loop over the stream itself takes half as long again for a large library.
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader?.cancel();
      throw new TooLargeError(maxBytes);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, bytes).toString(encoding);
}
