import type { LibraryKind } from '../arr/library-command.ts';
import { findSeries } from '../sonarr/find-series.ts';

export const seriesKind: LibraryKind<'sonarr'> = { service: 'sonarr', kind: 'series', find: findSeries };
