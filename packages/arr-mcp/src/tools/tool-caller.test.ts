import { describe, expect, it } from 'vitest';

import { container, containerDetails } from '../testing/containers.ts';
import { fakeHelper } from '../testing/fake-helper.ts';
import { ToolBench, testCaller } from '../testing/tool-bench.ts';

const never = new Promise<never>(() => undefined);

describe('ToolCaller', () => {
  it('ends a call that takes longer than a caller may wait, though its handler never ends', async () => {
    const bench = new ToolBench({ runtime: { list: () => never } });

    await expect(bench.call('container_list', {}, { limits: { callMs: 20 } })).rejects.toMatchObject({
      code: 'timeout',
      retryable: true,
    });
  });

  it('tells a handler that its caller has left', async () => {
    const leave = new AbortController();
    const seen = Promise.withResolvers<AbortSignal>();
    const bench = new ToolBench({
      runtime: {
        list: (options) => {
          seen.resolve(options!.signal!);
          return never;
        },
      },
    });

    const call = bench.call('container_list', {}, { signal: leave.signal });
    const signal = await seen.promise;
    leave.abort();

    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(signal.aborted).toBe(true);
  });

  it('answers an unexpected failure without its words', async () => {
    const bench = new ToolBench({ runtime: { list: () => Promise.reject(new Error('secret path /home/media')) } });

    await expect(bench.call('container_list')).rejects.toMatchObject({ code: 'internal', message: 'internal error' });
  });

  it('refuses to send an answer that is too large', async () => {
    const bench = new ToolBench({ runtime: { list: () => Promise.resolve([container()]) } });

    await expect(bench.call('container_list', {}, { limits: { maxAnswerBytes: 50 } })).rejects.toThrow(/bytes/);
  });

  it('sends no field that the tool did not declare', async () => {
    const leaky = { ...container(), apiKey: 'abc' };
    const bench = new ToolBench({ runtime: { list: () => Promise.resolve([leaky]) } });

    expect(JSON.stringify(await bench.call('container_list'))).not.toContain('abc');
  });

  describe('with long work', () => {
    const done = containerDetails();

    it('answers directly when it ends in time', async () => {
      const bench = new ToolBench({ runtime: { restart: () => Promise.resolve(), get: () => Promise.resolve(done) } });

      expect(await bench.call('container_restart', { name: 'sonarr' })).toEqual({ name: 'sonarr', state: 'running' });
    });

    it('answers with a job when it does not, and the job goes on', async () => {
      const work = Promise.withResolvers<void>();
      const bench = new ToolBench({ runtime: { restart: () => work.promise, get: () => Promise.resolve(done) } });

      const answer = await bench.call('container_restart', { name: 'sonarr' }, { limits: { jobAfterMs: 5 } });
      expect(answer).toMatchObject({ state: 'running', job_id: expect.any(String) as string });
      expect(await bench.call('job_get', { job_id: answer['job_id'] })).toMatchObject({ state: 'running' });

      work.resolve();
      await expect
        .poll(() => bench.call('job_get', { job_id: answer['job_id'] }))
        .toMatchObject({
          state: 'done',
          tool: 'container_restart',
          result: { name: 'sonarr', state: 'running' },
        });
    });

    it('stops when the job is cancelled', async () => {
      const bench = new ToolBench({
        runtime: {
          restart: (_name, options) =>
            new Promise((_resolve, reject) => {
              options!.signal!.addEventListener('abort', () => reject(new Error('stopped')));
            }),
        },
      });

      const { job_id } = await bench.call('container_restart', { name: 'x' }, { limits: { jobAfterMs: 5 } });

      expect(await bench.call('job_cancel', { job_id })).toMatchObject({ state: 'cancelled' });
      await expect(bench.call('job_cancel', { job_id })).rejects.toMatchObject({ code: 'conflict' });
    });

    it("keeps another caller's job out of sight", async () => {
      const bench = new ToolBench({ runtime: { restart: () => never } });
      const { job_id } = await bench.call('container_restart', { name: 'x' }, { limits: { jobAfterMs: 5 } });
      const caller = { ...testCaller, id: 'key:other', name: 'other' };

      await expect(bench.call('job_get', { job_id }, { caller })).rejects.toMatchObject({ code: 'not_found' });
      expect(await bench.call('job_list', {}, { caller })).toEqual({ items: [], total: 0 });
      expect(await bench.call('job_list')).toMatchObject({ total: 1 });
    });
  });

  describe('audit', () => {
    it('records what was asked, done and failed, and nothing that only reads', async () => {
      const bench = new ToolBench({
        runtime: {
          list: () => Promise.resolve([]),
          get: () => Promise.resolve(containerDetails()),
          stop: () => Promise.resolve(),
          start: () => Promise.reject(new Error('boom')),
        },
      });

      await bench.call('container_list');
      await bench.confirm('container_stop', { name: 'sonarr' });
      await bench.call('container_start', { name: 'sonarr' }).catch(() => undefined);

      expect(bench.audit()).toMatchObject([
        { tool: 'container_stop', outcome: 'asked', caller: 'test', arguments: { name: 'sonarr' } },
        { tool: 'container_stop', outcome: 'done', arguments: { name: 'sonarr', confirmation_token: '********' } },
        { tool: 'container_start', outcome: 'failed', detail: 'internal error' },
      ]);
    });

    it('tells of work that goes on that it was started, and then how it ended', async () => {
      const work = Promise.withResolvers<void>();
      const runtime = { restart: () => work.promise, get: () => Promise.resolve(containerDetails()) };
      const bench = new ToolBench({ runtime });

      await bench.call('container_restart', { name: 'sonarr' }, { limits: { jobAfterMs: 5 } });
      expect(bench.audit().map(({ outcome }) => outcome)).toEqual(['started']);
      work.reject(new Error('boom'));

      await expect.poll(() => bench.audit().map(({ outcome }) => outcome)).toEqual(['started', 'failed']);
    });

    it('keeps neither the content of a file nor a secret among the arguments', async () => {
      const bench = new ToolBench({ helper: fakeHelper({}) });
      const content = '[Container]\nEnvironment=DB_PASSWORD=hunter2';

      await bench.call('quadlet_write', { name: 'x', content }).catch(() => undefined);
      await bench.call('container_start', { name: 'x?apikey=hunter2' }).catch(() => undefined);

      expect(JSON.stringify(bench.audit())).not.toContain('hunter2');
    });

    it('records a call through the finder once, under the name of what was called', async () => {
      const runtime = { start: () => Promise.resolve(), get: () => Promise.resolve(containerDetails()) };
      const bench = new ToolBench({ runtime });

      await bench.call('call_write_tool', { name: 'container_start', arguments: { name: 'sonarr' } });

      expect(bench.audit().map(({ tool }) => tool)).toEqual(['container_start']);
    });
  });
});
