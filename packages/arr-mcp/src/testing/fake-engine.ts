import { mkdtempSync, rmSync } from 'node:fs';
import { type RequestListener, createServer } from 'node:http';
import { type Socket, createServer as createRawServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeEngine {
  readonly socketPath: string;
  /** `GET /version`, in the order they came */
  readonly requests: string[];
  /** stops answering; its folder stays for another engine */
  readonly stop: () => Promise<void>;
  /** stops and leaves nothing behind; may be called after `stop` */
  readonly close: () => Promise<void>;
}

export const podmanVersion = JSON.stringify({ Version: '5.4.2', Components: [{ Name: 'Podman Engine' }] });
export const dockerVersion = JSON.stringify({ Version: '26.1.5', Components: [{ Name: 'Engine' }] });

export type Answers = Readonly<Record<string, string | Buffer | RequestListener>>;

/** A container runtime on a socket of its own: `GET /path` (with its query, if any) to a body or a listener. */
export async function startFakeEngine(answers: Answers, at = socketInNewFolder()): Promise<FakeEngine> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const key = `${request.method} ${request.url}`;
    requests.push(key);
    const answer = answers[key] ?? answers[key.split('?')[0] ?? ''];
    if (typeof answer === 'function') answer(request, response);
    else if (answer === undefined)
      response.writeHead(404).end(JSON.stringify({ message: `no such container: ${key}` }));
    else response.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(at, resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { socketPath: at, requests, stop, close: async () => stop().then(() => removeFolderOf(at)) };
}

/** Something at a socket that may not even speak HTTP. */
export async function startRawSocket(onConnection: (socket: Socket) => void): Promise<FakeEngine> {
  const at = socketInNewFolder();
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => sockets.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(at, resolve));
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { socketPath: at, requests: [], stop, close: async () => stop().then(() => removeFolderOf(at)) };
}

function removeFolderOf(socketPath: string): void {
  rmSync(join(socketPath, '..'), { recursive: true, force: true });
}

export function socketInNewFolder(): string {
  return join(mkdtempSync(join(tmpdir(), 'arr-mcp-engine-')), 'engine.sock');
}
