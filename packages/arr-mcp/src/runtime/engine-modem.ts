import { Agent, type IncomingMessage, request } from 'node:http';

import { AppError } from '../errors.ts';
import { type EngineCall, isAllowedCall } from './allowed-calls.ts';
import { toConnectionError, toEngineError } from './engine-error.ts';
import { cancelled } from './with-signal.ts';

interface CallLimits {
  readonly timeLimitMs: number;
  readonly signal?: AbortSignal | undefined;
}

interface Connection {
  readonly response: Promise<IncomingMessage>;
  readonly isReused: () => boolean;
}

/** Takes the body as it arrives; what it throws ends the call. */
type BodyReader = (chunk: Buffer) => void;

const maxBodyBytes = 16 * 1024 * 1024;
const defaultTimeLimitMs = 10_000;
// Starting, stopping and removing wait for the container's own processes, ten seconds and more.
const slowTimeLimitMs = 60_000;
// Podman's service leaves after 5 s without a call, and a kept connection with it.
const idleLimitMs = 2000;

interface DialOptions {
  readonly method: string;
  readonly path: string;
  readonly abortSignal?: AbortSignal;
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * Carries the calls of dockerode to the socket, in place of docker-modem: that one follows redirects, reads
 * DOCKER_HOST, keeps bodies of any size and knows no list of allowed calls. Each body is given back as a Buffer.
 */
export class EngineModem {
  readonly Promise = Promise;
  readonly socketPath: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 32, maxFreeSockets: 4, timeout: idleLimitMs });
  readonly #timeLimitMs: number | undefined;

  /** `timeLimitMs` replaces the limit of every call. */
  constructor(socketPath: string, timeLimitMs?: number) {
    this.socketPath = socketPath;
    this.#timeLimitMs = timeLimitMs;
  }

  /** What dockerode calls. */
  dial(options: DialOptions, callback: (error: Error | null, body: Buffer | null) => void): void {
    // oxlint-disable promise/no-callback-in-promise -- dockerode speaks callbacks, everything behind it promises
    this.#dial(options).then(
      (body) => callback(null, body),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
    // oxlint-enable promise/no-callback-in-promise
  }

  /** Gives the whole body of a call, at most 16 MiB. */
  async read(call: EngineCall, signal?: AbortSignal): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    await this.stream(
      call,
      (chunk) => {
        bytes += chunk.length;
        if (bytes > maxBodyBytes) throw new AppError('bad_response', `an answer larger than ${maxBodyBytes} bytes`);
        chunks.push(chunk);
      },
      signal,
    );
    return Buffer.concat(chunks);
  }

  /** Gives the body to `reader` as it comes. 304 (already so) counts as done. */
  async stream(call: EngineCall, reader: BodyReader, signal?: AbortSignal): Promise<void> {
    if (!isAllowedCall(call)) {
      throw new AppError('refused', `arr-mcp makes no ${call.method} ${call.path} call to the container runtime`);
    }
    if (signal?.aborted === true) throw cancelled();
    const timeLimitMs = this.#timeLimitMs ?? (call.method === 'GET' ? defaultTimeLimitMs : slowTimeLimitMs);
    await this.#send(call, reader, { timeLimitMs, signal });
  }

  close(): void {
    this.#agent.destroy();
  }

  async #dial(options: DialOptions): Promise<Buffer> {
    const { abortSignal: inner, ...rest } = options.options ?? {};
    const signal = options.abortSignal ?? (inner instanceof AbortSignal ? inner : undefined);
    const hasQuery = options.path.endsWith('?');
    const query = hasQuery ? Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, String(value)])) : {};
    const path = hasQuery ? options.path.slice(0, -1) : options.path;
    return this.read({ method: options.method, path, query }, signal);
  }

  async #send(call: EngineCall, reader: BodyReader, { timeLimitMs, signal }: CallLimits): Promise<void> {
    const timer = AbortSignal.timeout(timeLimitMs);
    const either = signal === undefined ? timer : AbortSignal.any([signal, timer]);
    try {
      const response = await this.#connectAgain(call, either);
      await readAnswer(response, reader);
    } catch (error) {
      if (signal?.aborted === true) throw cancelled();
      if (timer.aborted) throw timedOut(call, timeLimitMs);
      throw toConnectionError(error, this.socketPath);
    }
  }

  /** The engine may close a kept connection just when it is used again; a read then asks on a new one. */
  async #connectAgain(call: EngineCall, signal: AbortSignal): Promise<IncomingMessage> {
    const first = this.#connect(call, signal, call.method === 'GET' ? this.#agent : false);
    try {
      return await first.response;
    } catch (error) {
      if (!first.isReused() || signal.aborted) throw error;
      return this.#connect(call, signal, false).response;
    }
  }

  #connect({ method, path, query }: EngineCall, signal: AbortSignal, agent: Agent | false): Connection {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const search = new URLSearchParams(query).toString();
    const sent = request({
      socketPath: this.socketPath,
      agent,
      method,
      path: search === '' ? path : `${path}?${search}`,
      // The engines look at no host, but HTTP/1.1 wants one.
      headers: { host: 'localhost', ...(method === 'POST' ? { 'content-length': 0 } : {}) },
      signal,
    });
    sent.once('response', resolve);
    sent.once('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new AppError('bad_response', 'the container runtime wants to switch protocols'));
    });
    sent.on('error', reject);
    sent.end();
    return { response: promise, isReused: () => sent.reusedSocket };
  }
}

async function readAnswer(response: IncomingMessage, reader: BodyReader): Promise<void> {
  const status = response.statusCode ?? 0;
  if (status === 304) {
    response.resume();
    return;
  }
  if (status >= 200 && status < 300) {
    for await (const chunk of response) reader(toBuffer(chunk));
    return;
  }
  throw toEngineError(status, await readRefusal(response));
}

async function readRefusal(response: IncomingMessage): Promise<Buffer> {
  const maxRefusalBytes = 64 * 1024;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const buffer = toBuffer(chunk);
    bytes += buffer.length;
    if (bytes > maxRefusalBytes) break;
    chunks.push(buffer);
  }
  return Buffer.concat(chunks);
}

function toBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}

function timedOut(call: EngineCall, timeLimitMs: number): AppError {
  return new AppError('timeout', `the container runtime did not answer within ${timeLimitMs / 1000} s`, {
    details: { call: `${call.method} ${call.path}` },
    hint: 'it may be busy or stuck; try again, or look at it on the host.',
  });
}
