import { describe, expect, it } from 'vitest';

import { readComposeServices } from '../conversion/compose-services.ts';
import { podman, podmanLabels } from '../testing/engine-answers.ts';
import { textWith } from '../testing/text-with.ts';
import { stateCases } from './stack-state.fixtures.ts';
import { type StackFacts, buildStacks, findOwner } from './stack-state.ts';

describe('the state of a stack', () => {
  it.each(stateCases)('$expected.kind: $what', ({ facts, expected }) => {
    const stacks = buildStacks(facts);

    const stack = stacks.find(({ name }) => name === expected.name);
    const reason = typeof expected.reason === 'string' ? expected.reason : textWith(expected.reason);
    expect(stack).toMatchObject({ ...expected, reason });
  });

  it('is decided by at least forty cases, and each outcome by some', () => {
    expect(stateCases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(stateCases.map(({ expected }) => expected.health)).size).toBe(4);
  });
});

describe('buildStacks', () => {
  const host = { directories: [], units: [], quadlets: [] };

  it('sorts by name and counts what runs', () => {
    const stacks = buildStacks({
      ...host,
      containers: [
        podman('z_a_1', podmanLabels('z', 'a')),
        podman('b_a_1', podmanLabels('b', 'a')),
        podman('b_b_1', podmanLabels('b', 'b'), { State: 'exited', ExitCode: 1 }),
      ],
    });
    expect(stacks.map(({ name, counts }) => ({ name, counts }))).toEqual([
      { name: 'b', counts: { total: 2, running: 1 } },
      { name: 'z', counts: { total: 1, running: 1 } },
    ]);
  });

  it('holds the Quadlets of one project together, whatever the folder is called', () => {
    const made = ['db', 'app'].map((name) => ({
      name: `films-${name}`,
      kind: 'container' as const,
      unit: `films-${name}.service`,
      project: 'films',
      size_bytes: 1,
      modified: '2026-01-01T00:00:00Z',
    }));
    const compose = readComposeServices('name: films\nservices: {db: {image: x}, app: {image: y}}');
    const folder = { name: 'media', path: '/opt/stacks/media', compose };

    const shape = (directories: StackFacts[]) =>
      buildStacks({ ...host, directories, containers: [], quadlets: made }).map(({ name, kind, counts }) => [
        name,
        kind,
        counts.total,
      ]);
    expect(shape([])).toEqual([['films', 'quadlet', 2]]);
    expect(shape([folder])).toEqual([['media', 'quadlet', 2]]);
  });

  it('has no stack for a container that stands alone', () => {
    expect(buildStacks({ ...host, containers: [podman('alone', {})] })).toEqual([]);
  });

  it('has none when nothing could be asked', () => {
    expect(
      buildStacks({ directories: undefined, containers: undefined, units: undefined, quadlets: undefined }),
    ).toEqual([]);
  });
});

describe('findOwner', () => {
  it('names the stack of a container', () => {
    const [own, alone] = [podman('b_a_1', podmanLabels('b', 'a')), podman('alone', {})];
    const stacks = buildStacks({ directories: [], containers: [own, alone], units: [], quadlets: [] });

    expect(findOwner(stacks, own)).toMatchObject({ name: 'b', kind: 'orphan' });
    expect(findOwner(stacks, alone)).toBeUndefined();
  });
});
