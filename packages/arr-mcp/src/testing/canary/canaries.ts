import { randomBytes } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

// Long enough that nothing else is the same, short enough to be found in half a secret.
const keyLength = 12;
const run = /[A-Za-z0-9+/_-]{12,}/g;

/** Distinctive secrets, each known by the place it was put into, and where they come out again. */
export class Canaries {
  readonly #tokens = new Map<string, string>();
  /** the beginnings of both halves in small letters, as a secret may be cut short or its letters changed, and of base64 */
  readonly #places = new Map<string, string>();

  /** The secret of a place: the same one whenever it is asked for. It looks like an API key and names nothing. */
  at(place: string, length = 32): string {
    const known = this.#tokens.get(place);
    if (known !== undefined) return known;
    const token = [...randomBytes(length)].map(toSign).join('');
    this.#tokens.set(place, token);
    const halves = [token, token.slice(length >> 1), token.slice(-keyLength)];
    for (const text of [...halves, ...base64Cores(token)]) this.#places.set(text.slice(0, keyLength), place);
    return token;
  }

  get places(): string[] {
    return [...this.#tokens.keys()];
  }

  /** The places whose secrets, or halves of them, stand in a text: as they are, in other letters, or in base64. */
  find(text: string): string[] {
    const found = new Set<string>();
    for (const [word] of text.matchAll(run)) {
      for (const each of new Set([word, word.toLowerCase()])) this.#findIn(each, found);
    }
    return [...found];
  }

  #findIn(word: string, found: Set<string>): void {
    for (let start = 0; start + keyLength <= word.length; start += 1) {
      const place = this.#places.get(word.slice(start, start + keyLength));
      if (place !== undefined) found.add(place);
    }
  }
}

// As in any real key of that length there are digits and letters; chance alone would leave them out at times.
function toSign(byte: number, index: number): string {
  return index % 4 === 3 ? String(byte % 10) : (letters[byte % letters.length] ?? '');
}

// What base64 makes of a token does not depend on what stands around it, but for its ends and where it begins.
function base64Cores(token: string): string[] {
  return [0, 1, 2].map((before) =>
    Buffer.from(`${'x'.repeat(before)}${token}`)
      .toString('base64')
      .slice(4, -4),
  );
}
