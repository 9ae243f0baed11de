import { afterEach, describe, expect, it } from 'vitest';

import { type FakeEngine, podmanVersion, startFakeEngine, startRawSocket } from '../testing/fake-engine.ts';
import { textWith } from '../testing/text-with.ts';
import { DockerodeRuntime } from './dockerode-runtime.ts';
import { EngineModem } from './engine-modem.ts';

const list = 'GET /v4.0.0/libpod/containers/json';
const engines: FakeEngine[] = [];

async function engineWith(answers: Parameters<typeof startFakeEngine>[0]): Promise<FakeEngine> {
  const engine = await startFakeEngine(answers);
  engines.push(engine);
  return engine;
}

async function rawWith(onConnection: Parameters<typeof startRawSocket>[0]): Promise<FakeEngine> {
  const engine = await startRawSocket(onConnection);
  engines.push(engine);
  return engine;
}

function podmanAt(socketPath: string, timeLimitMs = 200): DockerodeRuntime {
  return new DockerodeRuntime({ socketPath, kind: 'podman', version: '5.4.2' }, { timeLimitMs });
}

afterEach(async () => {
  await Promise.all(engines.splice(0).map(async (engine) => engine.close()));
});

describe('a container runtime that misbehaves', () => {
  it('that never answers is a timeout', async () => {
    const { socketPath } = await engineWith({ [list]: () => undefined });
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'timeout' });
  });

  it('that drips its answer is a timeout', async () => {
    const { socketPath } = await engineWith({
      [list]: (_request, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    });
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'timeout' });
  });

  it('that is not there is unavailable, with the way to start it', async () => {
    await expect(podmanAt('/nonexistent/podman.sock').list()).rejects.toMatchObject({
      code: 'unavailable',
      hint: textWith('podman.socket'),
    });
  });

  it('that breaks the connection is unreachable', async () => {
    const { socketPath } = await rawWith((socket) => socket.destroy());
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('that dies in the middle of its answer is unreachable', async () => {
    const { socketPath } = await engineWith({
      [list]: (_request, response) => {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('[');
        setImmediate(() => response.destroy());
      },
    });
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('that does not speak HTTP is a bad response', async () => {
    const { socketPath } = await rawWith((socket) => socket.end('220 smtp ready\r\n'));
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'bad_response' });
  });

  it.each([
    ['a web page', '<html>login</html>'],
    ['nothing', ''],
    ['another shape', '{"containers":[]}'],
    ['containers without an id', '[{"Names":["sonarr"]}]'],
    ['null', 'null'],
    ['half of its JSON', '[{"Id":"a"'],
  ])('that answers %s is a bad response', async (_what, body) => {
    const { socketPath } = await engineWith({ [list]: body });
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('that answers 100 MB is cut off', async () => {
    const piece = Buffer.alloc(1024 * 1024, ' ');
    const { socketPath } = await engineWith({
      [list]: (_request, response) => {
        let sent = 0;
        const send = (): void => {
          while (sent < 100 && !response.destroyed) {
            sent += 1;
            if (!response.write(piece)) return;
          }
          response.end();
        };
        response.on('drain', send);
        send();
      },
    });
    await expect(podmanAt(socketPath, 10_000).list()).rejects.toMatchObject({ code: 'bad_response' });
  });

  it.each(['http://192.0.2.1/', 'nonsense:', '//'])('that redirects to %s is not followed', async (location) => {
    const { socketPath } = await engineWith({
      [list]: (_request, response) => response.writeHead(302, { location }).end(),
    });
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('that is somebody else, who knows no containers, is not "not found"', async () => {
    const { socketPath } = await engineWith({
      [list]: (_request, response) => response.writeHead(404).end('Not Found'),
    });
    await expect(podmanAt(socketPath).list()).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('is asked again at the next call', async () => {
    let isFirst = true;
    const { socketPath } = await engineWith({
      [list]: (_request, response) => {
        if (isFirst) response.destroy();
        else response.end('[]');
        isFirst = false;
      },
    });
    const runtime = podmanAt(socketPath);
    await expect(runtime.list()).rejects.toMatchObject({ code: 'unreachable' });
    await expect(runtime.list()).resolves.toEqual([]);
  });

  it('that closed the kept connection is asked on a new one', async () => {
    const answer = `HTTP/1.1 200 OK\r\ncontent-length: ${podmanVersion.length}\r\n\r\n${podmanVersion}`;
    let connections = 0;
    const { socketPath } = await rawWith((socket) => {
      connections += 1;
      socket.once('data', () => {
        socket.write(answer);
        socket.on('data', () => socket.destroy());
      });
    });
    const modem = new EngineModem(socketPath, 2000);
    const call = { method: 'GET', path: '/version', query: {} };
    await modem.read(call);

    await expect(modem.read(call)).resolves.toBeInstanceOf(Buffer);
    expect(connections).toBe(2);
    modem.close();
  });
});

describe('a call that is cancelled', () => {
  it('ends at once as cancelled', async () => {
    const { socketPath } = await engineWith({ 'POST /containers/sonarr/stop': () => controller.abort() });
    const controller = new AbortController();
    const stopping = podmanAt(socketPath, 10_000).stop('sonarr', { signal: controller.signal });
    await expect(stopping).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is not made when it was cancelled before', async () => {
    const engine = await engineWith({});
    await expect(podmanAt(engine.socketPath).stop('sonarr', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(engine.requests).toEqual([]);
  });
});
