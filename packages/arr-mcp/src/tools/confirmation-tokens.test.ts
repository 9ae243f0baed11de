import { describe, expect, it } from 'vitest';

import { ConfirmationTokens } from './confirmation-tokens.ts';

const call = { caller: 'key:a', call: '["container_stop",{"name":"sonarr"},{"id":"1"}]' };

describe('ConfirmationTokens', () => {
  it('lets the very call go on once', () => {
    const tokens = new ConfirmationTokens();
    const token = tokens.issue(call);

    expect(tokens.redeem(token, call)).toBeUndefined();
    expect(tokens.redeem(token, call)).toMatch(/used already/);
  });

  it.each([
    ['another caller', { ...call, caller: 'key:b' }],
    ['another plan', { ...call, call: call.call.replace('"1"', '"2"') }],
  ])('refuses a token for %s and spends it', (_what, other) => {
    const tokens = new ConfirmationTokens();
    const token = tokens.issue(call);

    expect(tokens.redeem(token, other)).toMatch(/another call/);
    expect(tokens.redeem(token, call)).toMatch(/unknown/);
  });

  it('refuses a token that was withdrawn', () => {
    const tokens = new ConfirmationTokens();
    const token = tokens.issue(call);
    tokens.withdraw(token);

    expect(tokens.redeem(token, call)).toMatch(/unknown/);
  });

  it.each([
    [599_999, undefined],
    [600_000, expect.stringMatching(/expired/)],
  ])('after %d ms answers %s', (elapsed, answer) => {
    let now = 0;
    const tokens = new ConfirmationTokens(() => now);
    const token = tokens.issue(call);
    now = elapsed;

    expect(tokens.redeem(token, call)).toEqual(answer);
  });

  it('forgets the oldest token when a thousand newer ones are open', () => {
    const tokens = new ConfirmationTokens();
    const first = tokens.issue(call);
    for (let count = 0; count < 1000; count += 1) tokens.issue(call);

    expect(tokens.redeem(first, call)).toMatch(/unknown/);
  });
});
