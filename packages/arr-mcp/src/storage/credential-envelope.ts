import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';

import { z } from 'zod';

const version = 1;
const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const tagBytes = 16;
const nonceBytes = 12;
const saltBytes = 16;
// 32 MiB and some 100 ms, once per process: a server that starts on a small machine waits for it.
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;

const Kdf = z.strictObject({
  name: z.literal('scrypt'),
  // Bounded on both sides: a file must neither weaken the key nor cost all memory.
  N: z.union([15, 16, 17, 18].map((power) => z.literal(2 ** power))),
  r: z.literal(8),
  p: z.int().min(1).max(4),
  salt: bytes(saltBytes),
});

const Header = z.strictObject({ version: z.literal(version), kdf: Kdf, verifier: bytes(keyBytes) });

const Envelope = z.strictObject({
  ...Header.shape,
  nonce: bytes(nonceBytes),
  ciphertext: z.base64().min(1),
  tag: bytes(tagBytes),
  checksum: bytes(32),
});
export type Envelope = z.output<typeof Envelope>;

const AnyVersion = z.looseObject({ version: z.int().positive() });

/** Why an envelope cannot be opened; `newer`: a later arr-mcp wrote it, `secret`: it was sealed with another one. */
export class EnvelopeError extends Error {
  readonly reason: 'damaged' | 'newer' | 'secret';

  constructor(reason: EnvelopeError['reason'], message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'EnvelopeError';
    this.reason = reason;
  }
}

/** What a secret comes to with one salt. */
export interface EnvelopeKey {
  readonly kdf: Envelope['kdf'];
  readonly encryption: Uint8Array;
  /** tells this key from others, and nothing about it */
  readonly verifier: string;
}

/** The key of a new file. Takes some 100 ms, as `deriveKey` does. */
export function createKey(secret: string): EnvelopeKey {
  return deriveKey(secret, { name: 'scrypt', ...cost, salt: randomBytes(saltBytes).toString('base64') });
}

export function deriveKey(secret: string, kdf: Envelope['kdf']): EnvelopeKey {
  const { N, r, p, salt } = kdf;
  const derived = scryptSync(secret, Buffer.from(salt, 'base64'), 2 * keyBytes, { N, r, p, maxmem: 256 * N * r });
  const verifier = createHash('sha256').update(derived.subarray(keyBytes)).digest('base64');
  return { kdf, encryption: derived.subarray(0, keyBytes), verifier };
}

/** Text as it is kept on disk; the same text never looks the same twice. */
export function seal(text: string, { kdf, encryption, verifier }: EnvelopeKey): string {
  const header = { version, kdf, verifier } as const;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, encryption, nonce, { authTagLength: tagBytes });
  cipher.setAAD(bound(header));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
  const sealed = {
    ...header,
    nonce: nonce.toString('base64'),
    ciphertext,
    tag: cipher.getAuthTag().toString('base64'),
  };
  return `${JSON.stringify({ ...sealed, checksum: checksumOf(sealed) }, null, 2)}\n`;
}

/** @throws EnvelopeError `damaged` or `newer` */
export function parseEnvelope(text: string): Envelope {
  const json = parseJson(text);
  const known = AnyVersion.safeParse(json);
  if (known.success && known.data.version > version) {
    throw new EnvelopeError('newer', `it has version ${known.data.version}, this arr-mcp knows ${version}`);
  }
  const parsed = Envelope.safeParse(json);
  if (!parsed.success) throw new EnvelopeError('damaged', 'it is not of the known form', { cause: parsed.error });
  // Without a key: what an accident did to the file is not to be taken for a wrong secret.
  if (checksumOf(parsed.data) !== parsed.data.checksum) throw new EnvelopeError('damaged', 'its checksum is wrong');
  return parsed.data;
}

/** @throws EnvelopeError `secret`, or `damaged` when somebody without the secret changed it */
export function unseal(envelope: Envelope, { encryption, verifier }: EnvelopeKey): string {
  if (envelope.verifier !== verifier) throw new EnvelopeError('secret', 'it was written with another secret');
  const nonce = Buffer.from(envelope.nonce, 'base64');
  const decipher = createDecipheriv(algorithm, encryption, nonce, { authTagLength: tagBytes });
  decipher.setAAD(bound(envelope));
  decipher.setAuthTag(Buffer.from(envelope.tag, 'base64'));
  try {
    return decipher.update(envelope.ciphertext, 'base64', 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new EnvelopeError('damaged', 'it was changed by somebody who does not have the secret', { cause });
  }
}

function bytes(count: number) {
  return z.base64().refine((text) => Buffer.from(text, 'base64').length === count);
}

// Spelt out, so that the order never depends on how an object was made.
function bound({ version: form, kdf, verifier }: z.output<typeof Header>): Uint8Array {
  return Buffer.from(JSON.stringify([form, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt, verifier]));
}

/** Needs no secret: it tells accidents, and nothing more. */
export function checksumOf(envelope: Omit<Envelope, 'checksum'>): string {
  const { nonce, ciphertext, tag } = envelope;
  return createHash('sha256')
    .update(bound(envelope))
    .update(JSON.stringify([nonce, ciphertext, tag]))
    .digest('base64');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EnvelopeError('damaged', 'it is not JSON', { cause });
  }
}
