import { AppError } from '../../errors.ts';

/** A configuration file that is not of the form its service writes; nothing of what stands in it is told. */
export function unreadable(name: string, form: string): AppError {
  return new AppError('bad_response', `${name} is not ${form} as its service writes it`, {
    hint: 'It may have been edited by hand or cut off: a backup of the service has the last good one.',
  });
}
