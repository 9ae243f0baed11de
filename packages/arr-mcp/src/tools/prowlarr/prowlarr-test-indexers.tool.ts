import { z } from 'zod';

import type { ProviderTest } from '../../services/arr/arr-schemas.ts';
import { WRITE } from '../annotations.ts';
import { withoutLinks } from './without-links.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { chooseIndexer, indexerInput } from './find-indexer.ts';

const TestRow = z.object({
  indexer_id: z.int(),
  name: z.string().optional(),
  passed: z.boolean(),
  failures: z.array(z.string()).optional(),
});

const mostFailures = 3;
const maxFailure = 200;

export default defineTool({
  name: 'prowlarr_test_indexers',
  title: 'Test indexers',
  description: 'Lets Prowlarr test all enabled indexers, or one.',
  toolset: 'prowlarr',
  longRunning: true,
  annotations: WRITE,
  input: z.object({ ...indexerInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    passed: z.int(),
    failed: z.int(),
    /** those that failed first */
    items: z.array(TestRow),
  }),
  async handler({ indexer, instance }, context) {
    const client = clientOf(context, 'prowlarr', instance);
    const indexers = await client.indexers();
    const tests =
      indexer === undefined
        ? await client.testProviders('indexer')
        : [await client.testIndexer(chooseIndexer(indexers, indexer).id)];
    const names = new Map(indexers.map(({ id, name }) => [id, name]));
    const items = tests.map((test) => toRow(test, names.get(test.id)));
    const failed = items.filter(({ passed }) => !passed);
    return {
      instance: client.instance,
      passed: items.length - failed.length,
      failed: failed.length,
      items: [...failed, ...items.filter(({ passed }) => passed)],
    };
  },
});

function toRow({ id, isValid, validationFailures = [] }: ProviderTest, name: string | undefined) {
  const failures = validationFailures.flatMap(
    ({ errorMessage }) => shortLine(withoutLinks(errorMessage ?? ''), maxFailure) ?? [],
  );
  return {
    indexer_id: id,
    name: shortLine(name),
    passed: isValid,
    failures: failures.length === 0 ? undefined : failures.slice(0, mostFailures),
  };
}
