import { AppError } from '../../errors.ts';

export interface EnvFileEdit {
  readonly text: string;
  /** absent: the variable did not stand there */
  readonly before?: string;
}

/**
 * A file of `NAME=value` lines with one of them set, and the others as they stood.
 * @param value one line, without `$` and quotes
 * @throws AppError refused for a value that goes over lines or stands there twice
 */
export function editEnvFile(text: string, name: string, value: string): EnvFileEdit {
  const pattern = new RegExp(`^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*)([^\\r\\n]*)`, 'gm');
  const found = [...text.matchAll(pattern)];
  const [only, another] = found;
  const written = /^[\w./:@,+-]*$/.test(value) ? value : `'${value}'`;
  if (only === undefined) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return { text: `${text}${gap}${name}=${written}\n` };
  }
  const old = only[2] ?? '';
  if (another !== undefined || /^(["'])(?!.*\1\s*(?:#.*)?$)/.test(old)) {
    throw new AppError('refused', `${name} stands in .env in a way that is not edited`, {
      hint: 'file_read and file_write change the whole file.',
    });
  }
  const end = only.index + only[0].length;
  const start = end - old.length;
  return { text: text.slice(0, start) + written + text.slice(end), before: old.trim().replace(/^(["'])(.*)\1$/, '$2') };
}
