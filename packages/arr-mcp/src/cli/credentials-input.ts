import { on } from 'node:events';
import { type Interface, createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { AppError } from '../errors.ts';
import { readText } from './read-config.ts';

export interface Question {
  readonly words: string;
  /** typed without being shown */
  readonly isSecret: boolean;
}

/**
 * One answer to each question: typed where somebody sits at a terminal, else the lines of a file or of standard input.
 * Never an argument, which every user of the machine can see.
 */
export async function readAnswers(questions: readonly Question[], file: string | undefined): Promise<string[]> {
  if (file === undefined && process.stdin.isTTY) return typedAnswers(questions);
  if (questions.length === 0) return [];
  const lines = toLines(file === undefined ? await text(process.stdin) : textOf(file));
  if (lines.length === questions.length) return lines;
  const wanted = questions.map(({ words }) => words).join(', then ');
  throw new AppError('invalid_argument', `${lines.length} lines were read, and wanted is: ${wanted}`, {
    hint: 'Each stands on a line of its own.',
  });
}

// One reader for all questions: as long as it is there the terminal itself shows nothing that is typed, not even what
// is typed or pasted ahead. Readline would show it, on its output.
async function typedAnswers(questions: readonly Question[]): Promise<string[]> {
  const answers: string[] = [];
  let answered = 0;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (questions[answered]?.isSecret === false) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  lines.on('line', () => (answered += 1));
  const typed = on(lines, 'line', { close: ['close'] });
  try {
    for (const question of questions) answers.push(await ask(question, lines, typed));
  } finally {
    lines.close();
  }
  return answers;
}

type Typed = AsyncIterator<unknown[], undefined>;

async function ask({ words, isSecret }: Question, lines: Interface, typed: Typed): Promise<string> {
  const prompt = `${words}: `;
  // What readline prints of a secret's line goes nowhere, its prompt included.
  if (isSecret) process.stderr.write(prompt);
  lines.setPrompt(isSecret ? '' : prompt);
  lines.prompt();
  const { value } = await typed.next();
  if (isSecret || value === undefined) process.stderr.write('\n');
  if (value === undefined) throw new AppError('cancelled', 'nothing was changed');
  return String(value[0]);
}

function textOf(file: string): string {
  try {
    return readText(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new AppError('invalid_argument', `${file} cannot be read (${code})`, { cause });
  }
}

function toLines(input: string): string[] {
  return input.replace(/\r?\n$/, '').split(/\r?\n/);
}
