import { describe, expect, it } from 'vitest';

import { loadFiles, modelOf, problemsIn } from './project.fixtures.ts';

const main = (include: string): string => `include: ${include}\nservices: {a: {image: x}}`;

describe('include', () => {
  it('brings what another file declares, with its own folder and .env', async () => {
    const { model, files } = await loadFiles({
      'compose.yaml': main('[db/compose.yaml]'),
      '.env': 'SHARED=main',
      'db/compose.yaml': `
name: ignored
services:
  db: {image: "$SHARED-$OWN", env_file: db.env, volumes: ["./data:/data", "v:/v"], networks: [net], secrets: [s]}
volumes: {v: {driver_opts: {type: none, o: bind, device: ./v}}}
networks: {net: }
secrets: {s: {file: s.txt}}
`,
      'db/.env': 'SHARED=own\nOWN=own',
      'db/db.env': 'K=1',
    });

    expect(model?.name).toBe('media');
    expect(model?.services['db']).toMatchObject({
      image: 'main-own',
      env_file: [{ path: '/srv/stacks/media/db/db.env', values: { K: '1' } }],
      volumes: [{ source: '/srv/stacks/media/db/data' }, { source: 'v' }],
    });
    expect(model?.volumes['v']).toMatchObject({ name: 'media_v', driver_opts: { device: '/srv/stacks/media/db/v' } });
    expect(model?.secrets['s']?.file).toBe('/srv/stacks/media/db/s.txt');
    expect(files).toContain('/srv/stacks/media/db/.env');
  });

  it('has a long form with overrides, a folder and env files', async () => {
    const model = await modelOf({
      'compose.yaml': main(
        '[{path: [in/one.yaml, in/two.yaml], project_directory: base, env_file: [vars.env, more.env]}]',
      ),
      'in/one.yaml': 'services: {b: {image: "$V", build: ., ports: ["80:80"]}}',
      'in/two.yaml': 'services: {b: {ports: ["81:81"], hostname: "$W"}}',
      'vars.env': 'V=1\nW=1',
      'more.env': 'W=2',
    });

    expect(model.services['b']).toMatchObject({
      image: '1',
      hostname: '2',
      build: { context: '/srv/stacks/media/base' },
      ports: [{ target: '80' }, { target: '81' }],
    });
  });

  it('goes on in included files', async () => {
    const model = await modelOf({
      'compose.yaml': main('[one/c.yaml]'),
      'one/c.yaml': 'include: [two/c.yaml]\nservices: {b: {image: y, volumes: ["./b:/b"]}}',
      'one/two/c.yaml': 'services: {c: {image: z, volumes: ["./c:/c"], extends: {file: e.yaml, service: e}}}',
      'one/two/e.yaml': 'services: {e: {image: e, volumes: ["./e:/e"]}}',
    });

    expect(model.services).toMatchObject({
      b: { volumes: [{ source: '/srv/stacks/media/one/b' }] },
      c: { volumes: [{ source: '/srv/stacks/media/one/two/e' }, { source: '/srv/stacks/media/one/two/c' }] },
    });
  });

  it('can be changed by the override file', async () => {
    const model = await modelOf({
      'compose.yaml': main('[b.yaml]'),
      'b.yaml': 'services: {b: {image: y}}',
      'compose.override.yaml': 'services: {b: {image: z}}',
    });

    expect(model.services['b']?.image).toBe('z');
  });

  it('accepts the same thing twice', async () => {
    const model = await modelOf({
      'compose.yaml': 'include: [b.yaml, c.yaml]\nservices: {a: {image: x, labels: [k]}}',
      'b.yaml': 'services: {a: {image: x, labels: [k]}}\nnetworks: {n: }',
      'c.yaml': 'services: {c: {image: z, networks: [n]}}\nnetworks: {n: }',
    });

    expect(Object.keys(model.services).toSorted()).toEqual(['a', 'c']);
  });

  it.each([
    ['[b.yaml]', 'services.a : a is both here and in an included file, and they differ'],
    ['[none.yaml]', 'none.yaml is not there'],
    ['[round.yaml]', 'round.yaml is included by what it includes'],
    ['[https://example.test/x.yaml]', 'https://example.test/x.yaml is not on this host'],
    ['[{path: d.yaml, env_file: none.env}]', 'none.env is not there'],
    ['[{paths: d.yaml}]', 'project include.0: paths is not known here; did you mean path?'],
    ['d.yaml', 'project include: a list of files is expected'],
    ['[compose.yaml]', 'compose.yaml is included by what it includes'],
    ['[secret.yaml]', 'secret.yaml may not be read'],
  ])('refuses %s', async (include, problem) => {
    const loaded = await loadFiles({
      'compose.yaml': main(include),
      'b.yaml': 'services: {a: {image: other}}',
      'd.yaml': 'services: {d: {image: x}}',
      'round.yaml': 'include: [further.yaml]',
      'further.yaml': 'include: [round.yaml]',
      'secret.yaml': 'refused',
    });

    expect(problemsIn(loaded).join('\n')).toContain(problem);
    expect(loaded.model).toBeUndefined();
  });

  it('asks for a bounded number of files', async () => {
    const levels = Array.from({ length: 20 }, (_, level): [string, string] => [
      `${level}.yaml`,
      `include: [${level + 1}.yaml, ${level + 1}.yaml]`,
    ]);
    const loaded = await loadFiles({ 'compose.yaml': main('[0.yaml]'), ...Object.fromEntries(levels) });

    expect(problemsIn(loaded).join('\n')).toContain('more than 200 files are asked for');
  });
});
