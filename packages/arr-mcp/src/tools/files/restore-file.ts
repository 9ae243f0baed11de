import { maskComposeSecrets } from '../../conversion/secrets/compose-secrets.ts';
import { restoreEnvValues } from '../../domain/env-secrets.ts';
import { lineDiff } from '../../domain/line-diff.ts';
import { restoreLines } from '../../domain/restore-lines.ts';
import { AppError } from '../../errors.ts';
import { isEnvFile } from '../../files/secret-files.ts';
import { textToShow } from './text-to-show.ts';
import { isComposeFile } from './writable-file.ts';

/**
 * Text that was shown masked and comes back changed: what still is masked gets its old value.
 * @throws AppError `invalid_argument` naming what has none
 */
export function restoreFile(path: string, edited: string, previous: string): string {
  const restored = isEnvFile(path)
    ? restoreEnvValues(edited, previous)
    : restoreLines(edited, previous, (text) => show(path, text));
  if ('content' in restored) return restored.content;
  const missing = restored.missing.slice(0, 20).join(', ');
  throw new AppError('invalid_argument', `masked, and the old value cannot be told: ${missing}`, {
    hint: 'Write the values themselves.',
  });
}

/** The difference between two texts of a file, as each of them is shown. */
export function diffToShow(path: string, before: string, after: string): string {
  if (before === after) return '';
  const diff = lineDiff(show(path, before), show(path, after));
  return diff === '' ? 'only masked values or line ends differ' : diff;
}

// As the tools show it that read it, compose_read and file_read.
function show(path: string, text: string): string {
  return isComposeFile(path) ? maskComposeSecrets(text) : textToShow(path, Buffer.from(text));
}
