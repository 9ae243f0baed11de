import { type IncomingMessage, request } from 'node:http';
import { StringDecoder } from 'node:string_decoder';

import { ProgressLine, progressMediaType } from '@arr-mcp/helper-protocol';

import { AppError } from '../errors.ts';

export interface SocketRequest {
  readonly socketPath: string;
  readonly token?: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly accept?: string;
  readonly timeLimitMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
}

const maxAnswerBytes = 4 * 1024 * 1024;

/**
 * One request over a Unix socket. Resolves with the answer's JSON value, whatever its status.
 * @throws AppError `timeout`, `cancelled`, `bad_response`; a connection error is thrown as Node has it
 */
export async function requestOverSocket(options: SocketRequest): Promise<unknown> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(timeUp(options.timeLimitMs)), options.timeLimitMs);
  const leave = (): void => stop.abort(new AppError('cancelled', 'the call was cancelled'));
  options.signal?.addEventListener('abort', leave, { once: true });
  if (options.signal?.aborted === true) leave();
  try {
    return await exchange(options, stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', leave);
  }
}

async function exchange(options: SocketRequest, signal: AbortSignal): Promise<unknown> {
  const response = await send(options, signal);
  const isStream = response.headers['content-type']?.startsWith(progressMediaType) === true;
  let last = '';
  for await (const line of lines(response)) {
    if (isStream && last !== '') tellProgress(last, options);
    last = isStream ? line : last + line;
  }
  return parseJson(last);
}

async function send(options: SocketRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { socketPath, method, path, body } = options;
    const outgoing = request({ socketPath, method, path, headers: headersFor(options), signal, agent: false }, resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function headersFor({ body, token, accept }: SocketRequest): Record<string, string> {
  return {
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(accept === undefined ? {} : { accept }),
  };
}

async function* lines(response: IncomingMessage): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let bytes = 0;
  let rest = '';
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxAnswerBytes) throw new AppError('bad_response', 'the helper answered more than it ever should');
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}

function tellProgress(line: string, { onProgress }: SocketRequest): void {
  const parsed = ProgressLine.safeParse(parseJson(line));
  if (parsed.success) onProgress?.(parsed.data.progress);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad_response', 'the helper answered something that is not JSON', {
      cause,
      hint: 'ARR_MCP_HELPER_SOCKET must name the socket of arr-helper.',
    });
  }
}

function timeUp(timeLimitMs: number): AppError {
  return new AppError('timeout', `the helper did not answer within ${Math.round(timeLimitMs / 1000)} s`);
}
