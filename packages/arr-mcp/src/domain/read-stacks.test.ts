import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { fakeContainer, fakeSources } from '../testing/status-sources.ts';
import { readStacks } from './read-stacks.ts';

const compose = { project: 'media', service: 'sonarr', oneOff: false };
const text = 'services: {sonarr: {image: sonarr, restart: always}}';
const host = { stacks: { media: text, tools: text }, containers: [fakeContainer({ name: 'sonarr', compose })] };

describe('readStacks', () => {
  it('joins compose files with the containers that run', async () => {
    const { stacks, unavailable } = await readStacks(fakeSources(host));

    expect(stacks).toMatchObject([
      { name: 'media', health: 'healthy' },
      { name: 'tools', health: 'down' },
    ]);
    expect(unavailable).toEqual([]);
  });

  it('leaves out a stack that is gone since it was listed', async () => {
    const { stacks: directory, ...rest } = fakeSources(host);
    const read = async (name: string) => directory.read(name === 'tools' ? 'gone' : name);

    const { stacks } = await readStacks({ ...rest, stacks: { list: directory.list, read } });

    expect(stacks.map(({ name }) => name)).toEqual(['media']);
  });

  it('says of one stack that its file cannot be read, and reads the others', async () => {
    const { stacks: directory, ...rest } = fakeSources(host);
    const read = async (name: string) => {
      if (name === 'tools') throw new AppError('refused', 'the compose file of tools is larger than 9 bytes');
      return directory.read(name);
    };

    const { stacks } = await readStacks({ ...rest, stacks: { list: directory.list, read } });

    expect(stacks).toMatchObject([
      { name: 'media', health: 'healthy' },
      { name: 'tools', health: 'unknown', reason: expect.stringContaining('larger than 9 bytes') as string },
    ]);
  });

  it('ends with its caller', async () => {
    const silent = { list: async (): Promise<never> => new Promise(() => {}) };

    const { unavailable } = await readStacks(
      { ...fakeSources(host), runtime: silent },
      { signal: AbortSignal.abort() },
    );

    expect(unavailable).toContainEqual({ part: 'containers', reason: 'the call was cancelled' });
  });
});
