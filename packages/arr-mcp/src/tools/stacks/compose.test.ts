import { describe, expect, it } from 'vitest';

import type { FileWrite } from '../../domain/change-types.ts';
import { MemoryStacks } from '../../domain/stack-change.fixtures.ts';
import { AppError } from '../../errors.ts';
import { fakeHelper } from '../../testing/fake-helper.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const main = '/opt/stacks/media/compose.yml';
const text = [
  '# my stack',
  'services:',
  '  sonarr: # shows',
  '    image: sonarr:4',
  '    environment: { API_KEY: hunter2, TZ: "${TZ:-UTC}" }',
  '  radarr:',
  '    image: radarr:5',
  '    volumes: ["/etc/hosts:/etc/hosts:ro"]',
  '',
].join('\n');

function host(
  files: Readonly<Record<string, string>> = { [main]: text },
  answers: Parameters<typeof fakeHelper>[0] = {},
) {
  const memory = new MemoryStacks(files);
  const written: FileWrite[] = [];
  const helper = fakeHelper({ systemd_list: { units: [] }, quadlet_list: { quadlets: [] }, ...answers });
  const bench = new ToolBench({
    stacks: memory.stacks,
    files: {
      ...memory.files,
      checkChange: () => Promise.resolve(),
      find: (path) =>
        Promise.resolve(
          memory.texts.has(path)
            ? { path, scope: 'stacks', type: 'file', sizeBytes: 1, modified: new Date(0), mode: 0o644 }
            : undefined,
        ),
    },
    changes: {
      write: (change) => {
        written.push(change);
        return Promise.resolve({
          id: 'c1',
          target: 'file',
          path: change.path,
          action: 'replaced',
          at: '',
          by: change.by,
          state: 'done',
        });
      },
    },
    runtime: { list: () => Promise.resolve([]) },
    helper,
  });
  return { bench, memory, written, operations: () => helper.asked.map(([name]) => name) };
}

const asQuadlets = {
  systemd_list: {
    units: ['sonarr', 'radarr'].map((name) => ({
      unit: `${name}.service`,
      description: '',
      load: 'loaded',
      active: 'active',
      sub: 'running',
    })),
  },
  quadlet_list: {
    quadlets: ['sonarr', 'radarr'].map((name) => ({
      name,
      kind: 'container',
      unit: `${name}.service`,
      size_bytes: 1,
      modified: '',
    })),
  },
};

describe('compose_read', () => {
  it('B13 shows the text with its secrets masked, and what else the project is read from', async () => {
    const { bench } = host({ [main]: text, '/opt/stacks/media/.env': 'TZ=Etc/UTC' });
    const answer = await bench.call('compose_read', { stack: 'media' });

    expect(answer).toEqual({
      file: main,
      content: text.replace('hunter2', '"********"'),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      also_read: ['.env'],
    });
  });

  it('gives a long file in parts', async () => {
    const long = text + '# a line of a comment\n'.repeat(600);
    const { bench } = host({ [main]: long });
    const first = await bench.call('compose_read', { stack: 'media' });
    const second = await bench.call('compose_read', { stack: 'media', offset: first['next_offset'] });

    expect(`${String(first['content'])}${String(second['content'])}`).toBe(long.replace('hunter2', '"********"'));
    expect(second).not.toHaveProperty('next_offset');
  });

  it('B13 says when the stack runs as Quadlets', async () => {
    const { bench } = host(undefined, asQuadlets);

    expect((await bench.call('compose_read', { stack: 'media' }))['note']).toMatch(/runs as Quadlets/);
  });

  it('points to the names for a stack that is not there', async () => {
    await expect(host().bench.call('compose_read', { stack: '../x' })).rejects.toMatchObject({
      code: 'not_found',
      hint: 'stack_list shows the names.',
    });
  });
});

describe('compose_write', () => {
  const masked = text.replace('hunter2', '"********"');

  it('B14 shows the difference and writes the text as it was sent, with what is still masked as it was', async () => {
    const { bench, written } = host();
    const { preview, done } = await bench.confirm('compose_write', {
      stack: 'media',
      content: masked.replace('sonarr:4', 'sonarr:5'),
      reason: 'newer',
    });

    expect(preview['summary']).toBe(
      `Replaces ${main}; the old content is kept. Changed services: sonarr. Nothing starts or stops by itself.`,
    );
    expect(JSON.stringify(preview)).toContain('+    image: sonarr:5');
    expect(JSON.stringify(preview)).not.toContain('hunter2');
    expect(done).toMatchObject({ status: 'done', written: main, change: 'c1', warnings: [] });
    expect(written).toEqual([
      {
        path: main,
        content: text.replace('sonarr:4', 'sonarr:5'),
        expected: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        mode: 0o600,
        by: { caller: 'test', tool: 'compose_write', reason: 'newer' },
      },
    ]);
  });

  it('names a service that would disappear, and one that is new', async () => {
    const { bench } = host();
    const content = masked.replace('radarr:\n', 'lidarr:\n').replace(/ {4}volumes.*\n/, '');

    expect((await bench.call('compose_write', { stack: 'media', content }))['summary']).toContain(
      'Services that disappear: radarr. New services: lidarr.',
    );
  });

  it('makes a new stack', async () => {
    const { bench, written } = host();
    const { preview } = await bench.confirm('compose_write', {
      stack: 'new',
      content: 'services: { a: { image: x } }\n',
    });

    expect(preview['summary']).toMatch(/^Creates the stack file \/opt\/stacks\/new\/compose\.yaml\. New services: a\./);
    expect(written).toMatchObject([{ path: '/opt/stacks/new/compose.yaml', expected: null }]);
  });

  it('gives a new preview when the file changed in between', async () => {
    const { bench, memory, written } = host();
    const call = { stack: 'media', content: masked.replace('sonarr:4', 'sonarr:5') };
    const preview = await bench.call('compose_write', call);
    memory.texts.set(main, text.replace('radarr:5', 'radarr:6'));

    const again = await bench.call('compose_write', { ...call, confirmation_token: preview['confirmation_token'] });
    expect(again['status']).toBe('confirmation_required');
    expect(written).toEqual([]);
  });

  it.each([
    ['a new way to the host', masked.replace('image: radarr:5', 'image: radarr:5\n    privileged: true'), 'refused'],
    ['a file that is no YAML', 'services: [', 'invalid_argument'],
    ['a key that does not exist', masked.replace('image: radarr', 'imag: radarr'), 'invalid_argument'],
    ['a masked value that was never there', masked.replace('API_KEY', 'OTHER_KEY'), 'invalid_argument'],
    ['what stands there already', masked, 'invalid_argument'],
    ['a NUL', `${masked}\0`, 'invalid_argument'],
  ])('refuses %s', async (_what, content, code) => {
    const { bench, written } = host();

    await expect(bench.call('compose_write', { stack: 'media', content })).rejects.toMatchObject({ code });
    expect(written).toEqual([]);
  });

  it.each(['../x', 'a/b', '.x', ''])('refuses the name %j', async (stack) => {
    const { bench } = host();

    await expect(bench.call('compose_write', { stack, content: text })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });

  it('B14 refuses a stack that runs as Quadlets', async () => {
    const { bench } = host(undefined, asQuadlets);
    const content = masked.replace('sonarr:4', 'sonarr:5');

    await expect(bench.call('compose_write', { stack: 'media', content })).rejects.toMatchObject({
      code: 'refused',
      hint: expect.stringContaining('quadlet_write') as string,
    });
  });
});

describe('compose_validate', () => {
  it('B15 tells what the stack asks of the host, and what compose says', async () => {
    const { bench } = host(undefined, { compose_validate: {} });

    expect(await bench.call('compose_validate', { stack: 'media' })).toEqual({
      valid: true,
      services: ['sonarr', 'radarr'],
      problems: [],
      warnings: [expect.stringMatching(/^services\.radarr: volumes: \/etc\/hosts:ro reaches the host/)],
      compose: 'compose accepts it',
    });
  });

  it('B15 is not satisfied when compose is not', async () => {
    const refuse = () => {
      throw new AppError('command_failed', 'compose config failed', { details: { last_output: 'bad TOKEN=hunter2' } });
    };
    const answer = await host(undefined, { compose_validate: refuse }).bench.call('compose_validate', {
      stack: 'media',
    });

    expect(answer).toMatchObject({ valid: false, compose: 'compose config failed: bad TOKEN=********' });
  });

  it('does without the helper', async () => {
    const refuse = () => {
      throw new AppError('unreachable', 'the helper does not answer');
    };
    const answer = await host(undefined, { compose_validate: refuse }).bench.call('compose_validate', {
      stack: 'media',
    });

    expect(answer).toMatchObject({ valid: true, compose: 'not asked: the helper does not answer' });
  });

  it('checks a text that is not written yet, against what stands there', async () => {
    const { bench, operations } = host();
    const content = text.replace('image: sonarr:4', 'imag: sonarr:4\n    privileged: true');
    const answer = await bench.call('compose_validate', { stack: 'media', content });

    expect(answer).toMatchObject({
      valid: false,
      problems: [expect.stringMatching(/^services\.sonarr: imag/)],
      warnings: [],
    });
    expect(
      await bench.call('compose_validate', { stack: 'media', content: text.replace('sonarr:4', 'x\n    pid: host') }),
    ).toMatchObject({ valid: false, problems: [expect.stringMatching(/pid: host is not allowed/)] });
    expect(operations()).not.toContain('compose_validate');
  });
});
