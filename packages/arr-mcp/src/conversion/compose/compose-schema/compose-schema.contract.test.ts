import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { lacksShared, sharedFolder } from '../../../testing/shared.ts';
import { Build, buildShape } from './build.ts';
import { deployShape } from './deploy.ts';
import { healthcheckShape } from './healthcheck.ts';
import { configShape, networkShape, secretShape, volumeShape } from './resources.ts';
import { serviceShape } from './service.ts';

const Definition = z.looseObject({ properties: z.record(z.string(), z.unknown()) });
const Published = z.looseObject({ definitions: z.record(z.string(), z.unknown()) });

/** Keys of ours that the published schema does not have, and why. */
const additions: Readonly<Record<string, string>> = {
  'service.pre_start': 'is in the specification, and older than its place in the schema',
  'config.driver': 'is what the readers of secrets and configs share; compose ignores it',
  'config.driver_opts': 'as above',
};

const ours: Readonly<Record<string, object>> = {
  service: serviceShape,
  network: networkShape,
  volume: volumeShape,
  secret: secretShape,
  config: configShape,
  deployment: deployShape,
  healthcheck: healthcheckShape,
  build: buildShape,
};

describe.skipIf(lacksShared)('the published schema of the Compose Specification', () => {
  it.each(Object.keys(ours))('has the same keys for a %s as ours', (name) => {
    const published = publishedKeys(name);
    const known = Object.keys(ours[name]!);
    const more = known.filter((key) => !published.includes(key)).map((key) => `${name}.${key}`);

    expect(published.filter((key) => !known.includes(key))).toEqual([]);
    expect(more.filter((key) => !(key in additions))).toEqual([]);
  });

  it('has none of the keys that are listed as ours alone', () => {
    const stale = Object.keys(additions).filter((each) => {
      const [name = '', key = ''] = each.split('.');
      return publishedKeys(name).includes(key) || !(key in ours[name]!);
    });

    expect(stale).toEqual([]);
  });
});

describe('a mapping', () => {
  it('names the key that is nearest to an unknown one', () => {
    const { error } = Build.safeParse({ contxt: '.' });

    expect(error?.issues.map(({ message }) => message)).toEqual(['contxt is not known here; did you mean context?']);
  });
});

function publishedKeys(name: string): string[] {
  const text = readFileSync(join(sharedFolder!, 'specs', 'compose-spec.schema.json'), 'utf8');
  const { definitions } = Published.parse(JSON.parse(text));
  if (name !== 'build') return Object.keys(Definition.parse(definitions[name]).properties);
  const { build } = Definition.parse(definitions['service']).properties;
  const { oneOf } = z.looseObject({ oneOf: z.tuple([z.unknown(), Definition]) }).parse(build);
  return Object.keys(oneOf[1].properties);
}
