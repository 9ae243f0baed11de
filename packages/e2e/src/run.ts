import { type SpawnOptions, spawn } from 'node:child_process';

export interface RunOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
  readonly input?: string;
  readonly timeLimitMs?: number;
}

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without a shell; every exit code is a result. @throws when it takes longer than it may */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { input = '', timeLimitMs = 120_000, ...rest } = options;
  const [program = '', ...args] = argv;
  const child = spawn(program, args, { ...rest, stdio: 'pipe' });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  // A program that reads no input closes its end first, which is no failure.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      if (exitCode === null)
        reject(new Error(`${argv.join(' ')} was stopped after ${timeLimitMs} ms\n${output.stderr}`));
      else resolve({ exitCode, ...output });
    });
  });
}

/** The same for what has to succeed. */
export async function mustRun(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await run(argv, options);
  if (exitCode !== 0) throw new Error(`${argv.join(' ')} ended with ${exitCode}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Waits until a check holds, which it is asked every quarter of a second. */
export async function until(what: string, check: () => Promise<boolean>, timeLimitMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeLimitMs;
  while (!(await check())) {
    if (performance.now() > deadline) throw new Error(`after ${timeLimitMs} ms still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
