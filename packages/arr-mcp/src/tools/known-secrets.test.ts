import type { StandIn } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { registryOf } from '../testing/service-bench.ts';
import { ToolBench } from '../testing/tool-bench.ts';
import { errorWithoutSecrets, knownSecrets, withoutSecrets } from './known-secrets.ts';

const key = 'a key in prose 0123';

/** A Sonarr that tells its own key in its findings, or in its refusal. */
function gossip(status: number): StandIn {
  const findings = [{ type: 'error', source: 'x', message: `call it with ${key} please` }];
  const refusal = { message: `not with ${key}` };
  return { fetch: () => Response.json(status === 200 ? findings : refusal, { status }) };
}

function bench(status: number): ToolBench {
  return new ToolBench({
    services: registryOf([{ instance: 'sonarr', standIn: gossip(status), credential: { api_key: key } }]),
  });
}

describe('a key that a service repeats in its own words', () => {
  it('is in no answer', async () => {
    const { items } = await bench(200).call('sonarr_health_check');

    expect(items).toEqual([expect.objectContaining({ message: 'call it with ******** please' })]);
  });

  it('is in no error', async () => {
    await expect(bench(400).call('sonarr_health_check')).rejects.toMatchObject({
      message: 'sonarr: not with ********',
    });
  });
});

describe('knownSecrets', () => {
  it('are keys, passwords and tokens, not names, and no short words', () => {
    const credentials = [
      { username: 'administrator', password: 'long enough' },
      { api_key: 'short' },
      { token: 'tok-12345' },
      { token: 'tok-12345' },
      { client_id: 'id-of-us-12345' },
    ];

    expect(
      knownSecrets(
        credentials.map((credential) => ({ credential })),
        ['given-12345'],
      ),
    ).toEqual(['long enough', 'tok-12345', 'id-of-us-12345', 'given-12345']);
  });
});

describe('withoutSecrets', () => {
  it('finds a secret that JSON writes in another way', () => {
    expect(withoutSecrets({ a: ['x "quoted\\" y'] }, ['"quoted\\"'])).toEqual({ a: ['x ******** y'] });
  });

  it.each([
    ['cut in two', 'x 0a1b2c3d4e5f60718', 'x ********'],
    ['cut and told of as cut', 'x 0a1b2c3d4e5f…', 'x ********…'],
    ['several times', '0a1b2c3d4e5f6071-0a1b2c3d4e5f60718293a4b5c6d7e8f9!', '********-********!'],
    ['with hardly anything left of it', 'x 0a1b2c3d', 'x 0a1b2c3d'],
  ])('finds a key %s', (_how, text, shown) => {
    expect(withoutSecrets({ text }, ['0a1b2c3d4e5f60718293a4b5c6d7e8f9'])).toEqual({ text: shown });
  });

  it.each(['harbour-lights-1', 'season1'])('leaves alone the beginning of what may be made of words: %s', (secret) => {
    const text = `harbour-lights, harbour-, season ${secret.slice(0, -1)}`;

    expect(withoutSecrets({ text }, [secret])).toEqual({ text });
  });

  it('leaves an answer as it is when there is none in it', () => {
    const answer = { a: 1, b: undefined };

    expect(withoutSecrets(answer, ['not in it'])).toBe(answer);
  });
});

describe('errorWithoutSecrets', () => {
  it('keeps what an error is', () => {
    const error = new AppError('conflict', 'k-1234567', { hint: 'h', details: { a: 'k-1234567' } });

    expect(errorWithoutSecrets(error, ['k-1234567'])).toMatchObject({
      code: 'conflict',
      message: '********',
      hint: 'h',
      details: { a: '********' },
    });
  });
});
