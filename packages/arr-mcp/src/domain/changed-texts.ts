// A difference of more than this nobody reads, and making it takes long.
const maxTextBytes = 1024 * 1024;

/** What stands there now and what would stand there, nothing being an empty text; undefined unless both are texts. */
export function bothTexts(
  now: Uint8Array | undefined,
  after: Uint8Array | undefined,
): { now: string; after: string } | undefined {
  const texts = { now: toText(now), after: toText(after) };
  return texts.now === undefined || texts.after === undefined ? undefined : { now: texts.now, after: texts.after };
}

/** Content as text; undefined when it is too large, binary or not UTF-8. */
export function toText(content: Uint8Array = new Uint8Array()): string | undefined {
  if (content.byteLength > maxTextBytes || content.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    // Not UTF-8: there is no text to compare.
    return undefined;
  }
}
