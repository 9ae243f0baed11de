import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { serverInfo } from '../mcp/server-info.ts';

const program = join(import.meta.dirname, '..', 'main.ts');

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { status, stdout, stderr };
}

describe('arr-mcp', () => {
  it.each(['--help', '-h', 'help'])('explains itself when it is asked by %s', (word) => {
    expect(run(word)).toEqual({ status: 0, stdout: expect.stringContaining('arr-mcp serve') as string, stderr: '' });
  });

  it.each(['--version', 'version'])('tells its version by %s', (word) => {
    expect(run(word)).toEqual({ status: 0, stdout: `${serverInfo.version}\n`, stderr: '' });
  });

  it.each([
    [['srve'], 'arr-mcp serve'],
    [['serve', 'now'], 'arr-mcp serve'],
    [['--prot', '1'], "arr-mcp: Unknown option '--prot'\n\narr-mcp "],
    [['serve', '--show-address=1'], 'does not take an argument'],
  ])('is called wrongly as %j, and says how it is called', (args, words) => {
    const refused = run(...args);

    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain(words);
    expect(refused.stderr).toContain('arr-mcp doctor');
  });
});
