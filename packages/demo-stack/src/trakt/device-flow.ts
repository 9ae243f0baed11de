import type { TokenAnswer, TokenOptions, TraktTokens } from './trakt-tokens.ts';

interface Device {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly endsAt: number;
  lastPoll: number;
  state: 'waiting' | 'approved' | 'denied' | 'used';
}

const intervalSeconds = 5;
const lifeSeconds = 600;

/** Signing in by a code that the user enters at Trakt. */
export class DeviceFlow {
  readonly #now: () => Date;
  readonly #createId: () => string;
  readonly #tokens: TraktTokens;
  readonly #devices: Device[] = [];

  constructor({ now, createId }: Pick<TokenOptions, 'now' | 'createId'>, tokens: TraktTokens) {
    this.#now = now;
    this.#createId = createId;
    this.#tokens = tokens;
  }

  begin(origin: string): object {
    const userCode = crypto.randomUUID().slice(0, 8).toUpperCase();
    const deviceCode = this.#createId().replaceAll('-', '').repeat(2);
    const endsAt = this.#now().getTime() + lifeSeconds * 1000;
    this.#devices.push({ deviceCode, userCode, endsAt, lastPoll: 0, state: 'waiting' });
    return {
      device_code: deviceCode,
      user_code: userCode,
      verification_url: `${origin}/activate`,
      expires_in: lifeSeconds,
      interval: intervalSeconds,
    };
  }

  /** The tokens, or the status that Trakt answers instead. */
  poll(deviceCode: string): TokenAnswer | number {
    const device = this.#devices.find((each) => each.deviceCode === deviceCode);
    const now = this.#now().getTime();
    if (device === undefined) return 404;
    if (device.state === 'used') return 409;
    if (now >= device.endsAt) return 410;
    if (device.state === 'denied') return 418;
    const isTooEarly = now - device.lastPoll < intervalSeconds * 1000;
    device.lastPoll = now;
    if (isTooEarly) return 429;
    if (device.state === 'waiting') return 400;
    device.state = 'used';
    return this.#tokens.give();
  }

  /** Whether there was such a code. */
  decide(userCode: string, state: 'approved' | 'denied'): boolean {
    const device = this.#devices.find((each) => each.userCode === userCode.trim().toUpperCase());
    if (device?.state !== 'waiting') return false;
    device.state = state;
    return true;
  }
}
