import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';

export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

export interface FaultServer {
  readonly url: string;
  /** what came in: method and path */
  readonly seen: string[];
  /** how the next requests are answered, one each; the last one stays */
  answerWith(...faults: readonly [Fault, ...Fault[]]): void;
  close(): Promise<void>;
}

/** A service on a real socket that misbehaves as it is told to. */
export async function startFaultServer(): Promise<FaultServer> {
  let faults: readonly Fault[] = [json({})];
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const [fault = json({}), ...rest] = faults;
    if (rest.length > 0) faults = rest;
    fault(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    answerWith: (...next) => void (faults = next),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Fault {
  return (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function text(body: string, contentType: string, status = 200): Fault {
  return (_request, response) => void response.writeHead(status, { 'content-type': contentType }).end(body);
}

/** Takes the request and says nothing. */
export const hang: Fault = () => undefined;

/** The connection is reset before an answer. */
export const reset: Fault = (request) => void request.socket.resetAndDestroy();

/** Promises a hundred bytes, sends ten and hangs up. */
export const cutOff: Fault = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('[{"id": 1,', () => response.destroy());
};

/** A byte now and then, without end. */
export const drip: Fault = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};

/** A body of so many bytes, in pieces, without saying its length. */
export function flood(bytes: number): Fault {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const piece = Buffer.alloc(64 * 1024, ' ');
    let left = bytes;
    const pour = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= piece.length;
        if (!response.write(piece)) return void response.once('drain', pour);
      }
      response.end();
    };
    pour();
  };
}
