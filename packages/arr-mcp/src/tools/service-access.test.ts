import { describe, expect, it } from 'vitest';

import { type FakeInstance, registryOf } from '../testing/service-bench.ts';
import { askInstances, clientOf, joinAnswers } from './service-access.ts';

const { signal } = new AbortController();

function instance(name: string, status = 200): FakeInstance {
  const standIn = { fetch: () => Response.json([{ id: 1, label: name }], { status }) };
  return { instance: name, standIn, credential: { api_key: 'k' } };
}

function contextOf(...instances: FakeInstance[]) {
  return { services: registryOf(instances), signal };
}

describe('askInstances', () => {
  it('says nothing of instances where there is one', async () => {
    const tags = await askInstances(contextOf(instance('sonarr')), { service: 'sonarr' }, async (client) =>
      client.tags(),
    );

    expect(joinAnswers(tags)).toEqual([{ id: 1, label: 'sonarr' }]);
    expect(tags).not.toHaveProperty('unavailable');
  });

  it('joins what all instances gave, each record with its own', async () => {
    const context = contextOf(instance('sonarr'), instance('sonarr-4k'));

    expect(joinAnswers(await askInstances(context, { service: 'sonarr' }, async (client) => client.tags()))).toEqual([
      { instance: 'sonarr', id: 1, label: 'sonarr' },
      { instance: 'sonarr-4k', id: 1, label: 'sonarr-4k' },
    ]);
  });

  it('asks only the one that is named', async () => {
    const context = contextOf(instance('sonarr'), instance('sonarr-4k'));
    const query = { service: 'sonarr', instance: 'sonarr-4k' } as const;

    expect(joinAnswers(await askInstances(context, query, async (client) => client.tags()))).toEqual([
      { id: 1, label: 'sonarr-4k' },
    ]);
  });

  it('tells of one that fails beside what the others gave', async () => {
    const context = contextOf(instance('sonarr'), instance('sonarr-4k', 500));
    const tags = await askInstances(context, { service: 'sonarr' }, async (client) => client.tags());

    expect(joinAnswers(tags)).toEqual([{ instance: 'sonarr', id: 1, label: 'sonarr' }]);
    expect(tags.unavailable).toEqual([expect.objectContaining({ instance: 'sonarr-4k' })]);
  });

  it('fails when none could be asked', async () => {
    const context = contextOf(instance('sonarr', 401), instance('sonarr-4k', 401));

    await expect(askInstances(context, { service: 'sonarr' }, async (client) => client.tags())).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('says what is missing when there is none', async () => {
    await expect(
      askInstances(contextOf(), { service: 'radarr' }, async (client) => client.tags()),
    ).rejects.toMatchObject({ code: 'not_configured' });
  });
});

describe('clientOf', () => {
  it('lets a write go to one instance only', () => {
    expect(() => clientOf(contextOf(instance('sonarr'), instance('sonarr-4k')), 'sonarr', undefined)).toThrow(
      /several/,
    );
  });
});
