import { libraryCommand } from '../arr/library-command.ts';
import { movieKind } from './movie-kind.ts';

export default libraryCommand(movieKind, {
  verb: 'refresh',
  description: 'Refreshes the metadata of movies and scans their folders.',
  command: 'RefreshMovie',
  parametersOf: (id) => ({ movieIds: [id] }),
});
