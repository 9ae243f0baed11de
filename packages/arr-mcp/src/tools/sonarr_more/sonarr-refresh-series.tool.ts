import { libraryCommand } from '../arr/library-command.ts';
import { seriesKind } from './series-kind.ts';

export default libraryCommand(seriesKind, {
  verb: 'refresh',
  description: 'Reads what TheTVDB knows of a series, or of all.',
  command: 'RefreshSeries',
  parametersOf: (seriesId) => ({ seriesId }),
});
