import type { ComposeSecret } from '../../conversion/compose/compose-resources.ts';
import type { EnvFileReference, FileReference } from '../../conversion/compose/service-parts.ts';
import { type HostAccess, type ServicePlace, because } from './host-access.ts';
import { checkPath } from './host-paths.ts';

type Sources = 'secrets' | 'configs';

/** The files of the host that secrets or configs put into a container. */
export function checkFileReferences(section: Sources) {
  return (references: readonly FileReference[], place: ServicePlace): HostAccess[] =>
    references.flatMap(({ source }) => {
      const defined: ComposeSecret | undefined = place.model[section][source];
      const file = defined?.file;
      return file === undefined ? [] : because(`${source} (file ${file})`, checkPath(file, place));
    });
}

/** Files whose lines become variables or labels of a container. */
export function checkLineFiles(files: readonly EnvFileReference[], place: ServicePlace): HostAccess[] {
  return files.flatMap(({ path }) => because(path, checkPath(path, place)));
}
