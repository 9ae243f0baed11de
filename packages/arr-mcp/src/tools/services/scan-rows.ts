import { z } from 'zod';

import { checkSetUp } from '../../domain/services/config-problems.ts';
import type { FoundService } from '../../domain/services/found-service.ts';
import { type ServiceInstance, factSources } from '../../services/service-instance.ts';

const Source = z.enum(factSources);

export const ScanRow = z.object({
  service: z.string(),
  instance: z.string(),
  folder: z.string().optional(),
  config: z
    .object({
      path: z.string(),
      /** `present`: files of its kind are not read */
      state: z.enum(['readable', 'present', 'unreadable', 'not parseable']),
      /** absent where the file is not read */
      has_key: z.boolean().optional(),
    })
    .optional(),
  container: z
    .object({ name: z.string(), state: z.string(), matched_by: z.enum(['image', 'name']), port: z.int().optional() })
    .optional(),
  url: z.string().optional(),
  /** where address and credential are known from */
  url_from: Source.optional(),
  credential_from: Source.optional(),
  /** what has to be set before it can be asked */
  missing: z.array(z.string()).optional(),
  problems: z.array(z.object({ problem: z.string(), next: z.string() })).optional(),
});
export type ScanRow = z.input<typeof ScanRow>;

/** What was found joined with what is set up: one row for each instance. No row holds a key. */
export function toScanRows(found: readonly FoundService[], known: readonly ServiceInstance[]): ScanRow[] {
  const rows = found.map((each) => {
    const own = known.find(({ instance }) => instance === each.instance);
    const problems = checkSetUp(each, own);
    return { ...foundFields(each), ...knownFields(own), ...(problems.length === 0 ? {} : { problems }) };
  });
  const others = known.filter(({ instance }) => !found.some((each) => each.instance === instance));
  const setUpAlone = others.map((each) => ({ service: each.service, instance: each.instance, ...knownFields(each) }));
  return [...rows, ...setUpAlone].toSorted((left, right) => (left.instance < right.instance ? -1 : 1));
}

function foundFields({ service, instance, folder, config, container }: FoundService): ScanRow {
  return {
    service,
    instance,
    ...(folder === undefined ? {} : { folder }),
    ...(config === undefined ? {} : { config: configFields(config) }),
    ...(container === undefined ? {} : { container: containerFields(container) }),
  };
}

function configFields({ path, state, config }: NonNullable<FoundService['config']>): ScanRow['config'] {
  if (config === undefined) return { path, state };
  return { path, state, has_key: Object.keys(config.credential).length > 0 };
}

function containerFields({ name, state, matchedBy, port }: NonNullable<FoundService['container']>) {
  return { name, state, matched_by: matchedBy, ...(port === undefined ? {} : { port }) };
}

function knownFields(known: ServiceInstance | undefined): Partial<ScanRow> {
  if (known === undefined) return { missing: ['url'] };
  const { url, urlSource, credentialSource, missing } = known;
  return {
    ...(url === undefined ? {} : { url }),
    ...(urlSource === undefined ? {} : { url_from: urlSource }),
    ...(credentialSource === undefined ? {} : { credential_from: credentialSource }),
    ...(missing.length === 0 ? {} : { missing: [...missing] }),
  };
}
