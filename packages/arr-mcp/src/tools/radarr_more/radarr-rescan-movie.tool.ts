import { libraryCommand } from '../arr/library-command.ts';
import { movieKind } from './movie-kind.ts';

export default libraryCommand(movieKind, {
  verb: 'rescan',
  description: 'Looks through the folders of movies for files.',
  command: 'RescanMovie',
  parametersOf: (id) => ({ movieId: id }),
});
