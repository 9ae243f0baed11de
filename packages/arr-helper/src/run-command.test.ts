import { describe, expect, it } from 'vitest';

import { BoundedOutput } from './bounded-output.ts';
import { CommandRunner } from './run-command.ts';
import { isAlive } from './testing/test-helper.ts';

const runner = new CommandRunner({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' });

describe('CommandRunner', () => {
  it('gives the program nothing but its fixed environment', async () => {
    const { output } = await runner.run({ argv: ['env'], timeLimitMs: 5000 });
    expect(output.split('\n').filter(Boolean).sort()).toEqual(['LANG=C.UTF-8', 'PATH=/usr/bin:/bin']);
  });

  it('ends grandchildren too when it is stopped', async () => {
    const pids: number[] = [];
    const stop = new AbortController();
    const run = runner.run({
      argv: ['sh', '-c', 'sleep 600 & echo $!; wait'],
      timeLimitMs: 60_000,
      signal: stop.signal,
      onLine: (line) => {
        pids.push(Number(line));
        stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'timeout', message: 'sh was stopped' });
    await expect.poll(() => pids.map(isAlive)).toEqual([false]);
  });

  it('ends what takes longer than it may', async () => {
    const run = runner.run({ argv: ['sleep', '600'], timeLimitMs: 50 });
    await expect(run).rejects.toMatchObject({ code: 'timeout', message: 'sleep took longer than 0.05 s' });
  });

  it('keeps the head and the tail of a huge output', async () => {
    const script = 'echo first; head -c 3000000 /dev/zero | tr "\\0" x; echo; echo last';
    const { output } = await runner.run({ argv: ['sh', '-c', script], timeLimitMs: 20_000 });
    expect(output.length).toBeLessThan(200_000);
    expect(output).toMatch(/^first\n/);
    expect(output).toMatch(/bytes left out[^]*last\n$/);
  });

  it('says what is not installed', async () => {
    await expect(runner.run({ argv: ['no-such-program'], timeLimitMs: 1000 })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});

describe('BoundedOutput', () => {
  it('keeps nothing when it may keep nothing', () => {
    const output = new BoundedOutput(0, 0);
    output.add(Buffer.from('x'));
    expect(output.toRawString()).toBe('');
  });
});
