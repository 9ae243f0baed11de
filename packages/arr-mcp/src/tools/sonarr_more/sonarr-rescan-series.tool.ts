import { libraryCommand } from '../arr/library-command.ts';
import { seriesKind } from './series-kind.ts';

export default libraryCommand(seriesKind, {
  verb: 'rescan',
  description: 'Looks for files of a series, or of all, on disk.',
  command: 'RescanSeries',
  parametersOf: (seriesId) => ({ seriesId }),
});
