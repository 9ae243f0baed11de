import { afterEach, describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { type FakeEngine, startFakeEngine } from '../testing/fake-engine.ts';
import { DockerodeRuntime } from './dockerode-runtime.ts';
import { startWhenPortsAreFree } from './port-release.ts';

// As Podman 5.4.2 answers it, with status 500.
const portTaken = JSON.stringify({
  cause: "pasta failed with exit code 1:\nFailed to bind port 18111 (Address already in use) for option '-t 18111'\n",
  message: "pasta failed with exit code 1:\nFailed to bind port 18111 (Address already in use) for option '-t 18111'\n",
  response: 500,
});

function startThatFails(times: number, error: Error): { start: () => Promise<void>; calls: () => number } {
  let calls = 0;
  const start = async (): Promise<void> => {
    calls += 1;
    if (calls <= times) throw error;
  };
  return { start, calls: () => calls };
}

describe('startWhenPortsAreFree', () => {
  const taken = new AppError('conflict', 'Failed to bind port 18111 (Address already in use)');

  it('starts again until the port is free', async () => {
    const { start, calls } = startThatFails(2, taken);
    await startWhenPortsAreFree(start, { pauseMs: 0 });
    expect(calls()).toBe(3);
  });

  it('gives up on a port that stays taken, and says so', async () => {
    const { start, calls } = startThatFails(100, taken);
    await expect(startWhenPortsAreFree(start, { pauseMs: 0 })).rejects.toBe(taken);
    expect(calls()).toBe(6);
  });

  it('does not start again after any other failure', async () => {
    const { start, calls } = startThatFails(1, new AppError('not_found', 'gone'));
    await expect(startWhenPortsAreFree(start, { pauseMs: 0 })).rejects.toMatchObject({ code: 'not_found' });
    expect(calls()).toBe(1);
  });

  it('stops when the call is cancelled', async () => {
    const { start, calls } = startThatFails(100, taken);
    const wait = { pauseMs: 0, signal: AbortSignal.abort() };
    await expect(startWhenPortsAreFree(start, wait)).rejects.toMatchObject({ code: 'cancelled' });
    expect(calls()).toBe(1);
  });
});

describe('restarting a container whose ports Podman has not let go of', () => {
  let engine: FakeEngine;
  afterEach(async () => engine.close());

  it('starts it, so that it does not stay down', async () => {
    engine = await startFakeEngine({
      'POST /containers/sonarr/restart': (_request, response) => response.writeHead(500).end(portTaken),
      'POST /containers/sonarr/start': (_request, response) => response.writeHead(204).end(),
    });
    const runtime = new DockerodeRuntime({ socketPath: engine.socketPath, kind: 'podman', version: '5.4.2' });

    await runtime.restart('sonarr');

    expect(engine.requests).toEqual(['POST /containers/sonarr/restart', 'POST /containers/sonarr/start']);
  });
});
