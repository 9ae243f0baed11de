import type { ChildProcess } from 'node:child_process';

/** The first match in what a program prints. @throws when it ends without one */
export async function textOf(stream: NodeJS.EventEmitter | null, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    stream?.on('data', (part: unknown) => {
      text += String(part);
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    stream?.on('end', () => reject(new Error(`the program never printed ${String(pattern)}:\n${text}`)));
  });
}

export interface ProgramOutput {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** All that a program prints until it ends. */
export async function outputOf(child: ChildProcess): Promise<ProgramOutput> {
  const output = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}
