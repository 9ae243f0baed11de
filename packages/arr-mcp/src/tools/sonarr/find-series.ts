import { unlessNotFound } from '../../errors.ts';
import type { SeriesRow } from '../../services/sonarr/series-schemas.ts';
import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { chooseOne, idOrTitle } from '../arr/choose-one.ts';
import { type InstanceAnswers, askInstances } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { shortLine } from '../arr/short-line.ts';

export const seriesInput = { series: idOrTitle };

export type KnownSeries = Pick<SeriesRow, 'id' | 'title' | 'year' | 'path' | 'monitored'>;

/**
 * The series that is meant. A number is an id before it is a title, so that the whole library is read for titles only.
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export async function findSeries(client: SonarrClient, given: string): Promise<KnownSeries> {
  if (/^\d{1,9}$/.test(given)) {
    const found = await unlessNotFound(client.series(Number(given)));
    if (found !== undefined) return found;
  }
  return chooseOne(await client.listSeries(), { kind: 'series', given, listTool: 'sonarr_get_all_series' });
}

/** Asks about one series: of the named instance, or of each that has it. */
export async function askAboutSeries<Value>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  { series, instance }: { series: string; instance?: string | undefined },
  read: (client: SonarrClient, found: KnownSeries) => Promise<Value>,
): Promise<InstanceAnswers<Value>> {
  return askInstances(context, { service: 'sonarr', instance }, async (client) =>
    read(client, await findSeries(client, series)),
  );
}

interface Named {
  readonly id: number;
  readonly title?: string | undefined;
  readonly year?: number | undefined;
}

/** How a series is called in sentences. */
export function nameOf({ id, title, year = 0 }: Named): string {
  const name = shortLine(title) ?? `series ${id}`;
  return year === 0 || name.endsWith(`(${year})`) ? name : `${name} (${year})`;
}
