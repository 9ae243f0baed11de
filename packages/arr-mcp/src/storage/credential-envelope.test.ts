import { describe, expect, it } from 'vitest';

import {
  type EnvelopeError,
  checksumOf,
  createKey,
  deriveKey,
  parseEnvelope,
  seal,
  unseal,
} from './credential-envelope.ts';

const secret = 'a-secret-of-the-test-0123456789';
const key = createKey(secret);
const text = JSON.stringify([{ service: 'sonarr', instance: 'sonarr', credential: { api_key: 'k3y' } }]);
const sealed = seal(text, key);

function open(file: string, withSecret = secret): string {
  const envelope = parseEnvelope(file);
  // Deriving anew takes long, and most of these files have the salt of the first one.
  const isKnown = envelope.kdf.salt === key.kdf.salt && withSecret === secret;
  return unseal(envelope, isKnown ? key : deriveKey(withSecret, envelope.kdf));
}

function reasonOf(file: string, withSecret = secret): string {
  try {
    open(file, withSecret);
    return 'opened';
  } catch (error) {
    return (error as EnvelopeError).reason;
  }
}

/** The file as somebody makes it who knows its form and not the secret. */
function forged(change: (envelope: Record<string, unknown>) => void): string {
  const envelope = structuredClone(parseEnvelope(sealed)) as Record<string, unknown>;
  change(envelope);
  return JSON.stringify(envelope);
}

describe('seal', () => {
  it('gives back what was sealed', () => {
    expect(open(sealed)).toBe(text);
  });

  it('shows nothing of the text, its names included', () => {
    for (const word of ['sonarr', 'api_key', 'k3y', secret]) expect(sealed).not.toContain(word);
  });

  it('never makes the same file twice', () => {
    const files = Array.from({ length: 20 }, () => parseEnvelope(seal(text, key)));

    expect(new Set(files.map(({ nonce }) => nonce)).size).toBe(20);
    expect(new Set(files.map(({ ciphertext }) => ciphertext)).size).toBe(20);
  });

  it('makes another key of the same secret for each new file', () => {
    expect(createKey(secret).verifier).not.toBe(key.verifier);
  });
});

describe('unseal', () => {
  it('tells another secret from damage', () => {
    expect(reasonOf(sealed, 'another-secret-0123456789')).toBe('secret');
  });

  it.each(['', '{', '[]', 'null', '"text"', '{"version":1}', sealed.slice(0, -20), `${sealed}x`])(
    'finds %j damaged',
    (file) => {
      expect(reasonOf(file)).toBe('damaged');
    },
  );

  it('opens no file in which one bit of any byte is another', () => {
    const opened = Array.from(sealed, (_, place) => {
      const bytes = Buffer.from(sealed);
      bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << (place % 7)), place);
      return reasonOf(bytes.toString());
    });

    expect(new Set(opened)).toEqual(new Set(['damaged', 'newer']));
    // The number of the version alone.
    expect(opened.filter((reason) => reason === 'newer').length).toBeLessThanOrEqual(1);
  });

  it('leaves the file of a newer arr-mcp alone', () => {
    expect(reasonOf('{"version":2,"anything":"else"}')).toBe('newer');
  });

  it.each([
    ['a weaker key', { N: 1024 }],
    ['all memory', { N: 2 ** 30 }],
    ['a whole day', { p: 10_000 }],
    ['no salt', { salt: '' }],
  ])('takes no file that asks for %s', (_what, kdf) => {
    const file = forged((envelope) => Object.assign(envelope['kdf'] as object, kdf));

    expect(reasonOf(file)).toBe('damaged');
  });
});

describe('a file forged without the secret', () => {
  const other = parseEnvelope(seal('[]', key));

  it.each(['nonce', 'ciphertext', 'tag'] as const)('is refused with the %s of another file', (part) => {
    expect(reasonOf(reforged({ [part]: other[part] }))).toBe('damaged');
  });

  it('is refused with another verifier', () => {
    expect(reasonOf(reforged({ verifier: createKey(secret).verifier }))).toBe('secret');
  });

  // The checksum needs no secret: whoever forges a file makes it right.
  function reforged(parts: Partial<typeof other>): string {
    const ours = seal(text, key);
    const changed = { ...parseEnvelope(ours), ...parts };
    return JSON.stringify({ ...changed, checksum: checksumOf(changed) });
  }
});
