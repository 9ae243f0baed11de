import { z } from 'zod';

import type { House } from './canary-house.ts';
import type { Transcript } from './transcript.ts';

const CallResult = z.object({
  result: z.object({
    isError: z.boolean().optional(),
    structuredContent: z.record(z.string(), z.unknown()).optional(),
  }),
});

export interface Told {
  readonly isError: boolean;
  readonly content: Readonly<Record<string, unknown>>;
  /** as it came over the wire */
  readonly text: string;
}

/** Asks arr-mcp over HTTP as a client does, and keeps everything that it answers. */
export class HouseCaller {
  readonly #house: House;
  readonly #transcript: Transcript;

  constructor(house: House, transcript: Transcript) {
    this.#house = house;
    this.#transcript = transcript;
  }

  async tool(name: string, args: object = {}, how = ''): Promise<Told> {
    const text = await this.rpc('tools/call', { name, arguments: args }, how === '' ? name : `${name} (${how})`);
    const { success, data } = CallResult.safeParse(toJson(text));
    if (!success) return { isError: true, content: {}, text };
    const { isError = false, structuredContent = {} } = data.result;
    return { isError, content: structuredContent, text };
  }

  /** A destructive tool twice: for its preview, and with the token of that. */
  async confirmed(name: string, args: object): Promise<Told> {
    const preview = await this.tool(name, args, 'preview');
    const { confirmation_token: token } = preview.content;
    return token === undefined ? preview : this.tool(name, { ...args, confirmation_token: token }, 'confirmed');
  }

  async rpc(method: string, params: object, what = method): Promise<string> {
    const answer = await fetch(new URL('/mcp', this.#house.address), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.#house.key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-06-18',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    return this.#keep('tool', what, answer);
  }

  async page(path: string, init: RequestInit = {}): Promise<string> {
    const answer = await fetch(new URL(path, this.#house.address), { redirect: 'manual', ...init });
    return this.#keep('page', path.split('?')[0] ?? '', answer);
  }

  async #keep(kind: 'tool' | 'page', what: string, answer: Response): Promise<string> {
    const text = await answer.text();
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    // JSON inside of JSON hides a quoted secret's neighbours, not the secret.
    this.#transcript.add(kind, what, `${headers}\n${text}`);
    return text;
  }
}

/** A body of JSON, or the last event of a stream. */
function toJson(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.startsWith('data: '));
  const body = lines.at(-1)?.slice('data: '.length) ?? text;
  return JSON.parse(body === '' ? 'null' : body) as unknown;
}
