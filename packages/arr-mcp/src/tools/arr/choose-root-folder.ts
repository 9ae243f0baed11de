import { AppError } from '../../errors.ts';
import type { RootFolder } from '../../services/arr/arr-schemas.ts';
import { chooseSetting } from './choose-setting.ts';

export interface ChosenFolder extends RootFolder {
  readonly path: string;
}

/**
 * The root folder of a path or an id, or the only one there is.
 * @throws AppError that lists them, or when the service cannot reach the folder
 */
export function chooseRootFolder(folders: readonly RootFolder[], given: string | number | undefined): ChosenFolder {
  const named = folders.flatMap(({ path, ...rest }) =>
    path === undefined ? [] : [{ ...rest, path, name: withoutSlash(path) }],
  );
  const wanted = typeof given === 'string' ? withoutSlash(given) : given;
  const { name: _name, ...folder } = chooseSetting(named, {
    kind: 'root folder',
    given: wanted,
    argument: 'root_folder',
  });
  if (folder.accessible !== false) return folder;
  throw new AppError('unavailable', `the root folder ${folder.path} cannot be reached by the service`, {
    hint: 'Is its disk mounted in the container, and may the service write there?',
  });
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/[/\\]+$/, '') : path;
}
