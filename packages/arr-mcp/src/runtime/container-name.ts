import { AppError } from '../errors.ts';

const containerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const maxNameLength = 253;

/** Gives back a container's name or id when it is safe to put into a path; `invalid_argument` otherwise. */
export function toContainerName(name: string): string {
  if (name.length <= maxNameLength && containerName.test(name)) return name;
  throw new AppError('invalid_argument', 'this is not a container name', {
    hint: 'letters, digits, _ . and -, starting with a letter or digit; container_list shows the names.',
  });
}
