import { AppError } from '../../errors.ts';
import type { ServiceName } from '../../services/service-catalog.ts';
import { type InstanceAnswers, type Unavailable, toUnavailable } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';

/** What was read of one kind of service, and which instances could not be asked. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  readonly unavailable: Unavailable[];
}

/** A service of which nothing is set up is no failure here, and one that is down leaves the others to tell. */
export async function readPart<Row>(
  { services }: Pick<ToolContext, 'services'>,
  service: ServiceName,
  read: () => Promise<Part<Row>>,
): Promise<Part<Row>> {
  const instances = services.instances(service);
  if (instances.length === 0) return { rows: [], unavailable: [] };
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { rows: [], unavailable: instances.map((instance) => toUnavailable(instance, error)) };
  }
}

export function toPart<Item, Row>(
  asked: InstanceAnswers<readonly Item[]>,
  toRow: (item: Item, instance: string) => Row,
): Part<Row> {
  const rows = asked.answers.flatMap(({ instance, value }) => value.map((item) => toRow(item, instance)));
  return { rows, unavailable: asked.unavailable ?? [] };
}

/** An instance that could not be asked for several things is told of once. */
export function joinParts<Row>(parts: readonly Part<Row>[]): Part<Row> {
  const unavailable = new Map(parts.flatMap((part) => part.unavailable.map((each) => [each.instance, each] as const)));
  return { rows: parts.flatMap(({ rows }) => rows), unavailable: [...unavailable.values()] };
}
