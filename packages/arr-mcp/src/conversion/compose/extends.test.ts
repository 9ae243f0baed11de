import { describe, expect, it } from 'vitest';

import { loadFiles, modelOf, problemsIn } from './project.fixtures.ts';

describe('extends', () => {
  it('merges a service over another of the same file', async () => {
    const model = await modelOf({
      'compose.yaml': `
services:
  base: {image: x, environment: {A: 1, B: 1}, cap_add: [A], command: [a], x-k: 1}
  app: {extends: {service: base}, environment: [B=2], cap_add: [B], command: [b]}
  short: {extends: base}
`,
    });

    expect(model.services['app']).toEqual({
      image: 'x',
      environment: { A: '1', B: '2' },
      cap_add: ['A', 'B'],
      command: ['b'],
      extensions: { 'x-k': '1' },
      networks: { default: {} },
    });
    expect(model.services['short']).toEqual(model.services['base']);
  });

  it('follows a chain over several files, each with its own folder', async () => {
    const model = await modelOf({
      'compose.yaml':
        'services: {app: {extends: {file: common/base.yaml, service: middle}, volumes: ["./own:/own"]}}\nvolumes: {named: }',
      'common/base.yaml': `
services:
  middle:
    extends: {file: ../deep/er/root.yaml, service: root}
    env_file: [mid.env, {path: other.env, required: false}]
    build: .
    volumes: ["./mid:/mid", "named:/n", {type: bind, source: ../up, target: /up}]
`,
      'common/mid.env': 'FROM=mid',
      'deep/er/root.yaml':
        'services: {root: {image: r, label_file: l.env, volumes: ["~/h:/h"], build: {additional_contexts: {a: ./x, b: "service:y"}}}}',
      'deep/er/l.env': 'l=1',
    });

    expect(model.services['app']).toMatchObject({
      image: 'r',
      labels: { l: '1' },
      build: {
        context: '/srv/stacks/media/common',
        additional_contexts: { a: '/srv/stacks/media/deep/er/x', b: 'service:y' },
      },
      env_file: [
        { path: '/srv/stacks/media/common/mid.env', values: { FROM: 'mid' } },
        { path: '/srv/stacks/media/common/other.env' },
      ],
      volumes: [
        { source: '~/h' },
        { source: '/srv/stacks/media/common/mid' },
        { source: 'named' },
        { source: '/srv/stacks/media/up' },
        { source: '/srv/stacks/media/own' },
      ],
    });
  });

  it('resolves variables in the other file, and understands !reset', async () => {
    const model = await modelOf({
      'compose.yaml': 'services: {app: {extends: {file: b.yaml, service: b}, ports: !reset [], hostname: !override h}}',
      'b.yaml': 'services: {b: {image: "$IMAGE", ports: ["80:80"], hostname: b}}',
      '.env': 'IMAGE=from-env',
    });

    expect(model.services['app']).toEqual({ image: 'from-env', hostname: 'h', networks: { default: {} } });
  });

  it('keeps what the base depends on, which has to be there', async () => {
    const files = {
      'compose.yaml': 'services: {app: {extends: {file: b.yaml, service: b}}}',
      'b.yaml': 'services: {b: {image: x, depends_on: [db]}, db: {image: y}}',
    };

    expect(problemsIn(await loadFiles(files))).toEqual([
      'services.app depends_on: the project has no service db; add it.',
    ]);
  });

  it('bounds the steps', async () => {
    const services = Array.from({ length: 5000 }, (_, step) => `  s${step}: {extends: s${step + 1}}\n`);
    const loaded = await loadFiles({ 'compose.yaml': `services:\n${services.join('')}  s5000: {image: x}` });

    expect(loaded.findings[0]?.text).toContain('over more than 50 steps');
  });

  it.each([
    [
      '{a: {extends: b}, b: {extends: a}}',
      'extend each other in a circle: compose.yaml#a → compose.yaml#b → compose.yaml#a',
    ],
    ['{a: {extends: a}}', 'in a circle: compose.yaml#a → compose.yaml#a'],
    ['{a: {extends: nope}}', 'compose.yaml has no service nope to extend'],
    ['{a: {extends: {file: none.yaml, service: b}}}', 'none.yaml is not there'],
    ['{a: {extends: {file: ../../etc/x.yaml, service: b}}}', '../../etc/x.yaml is not there, or lies outside'],
    ['{a: {extends: {file: other.yaml, service: gone}}}', 'other.yaml has no service gone'],
    ['{a: {extends: {file: other.yaml, service: back}}}', 'compose.yaml#a → other.yaml#back → compose.yaml#a'],
    ['{a: {extends: {file: broken.yaml, service: b}}}', 'broken.yaml:1:4: Nested mappings'],
    ['{a: {extends: {file: other.yaml}}}', 'the name of a service, or a mapping with service and file'],
    ['{a: {extends: {fil: x, service: b}}, b: {image: x}}', 'fil is not known here; did you mean file?'],
    ['{a: {extends: [b]}}', 'the name of a service'],
  ])('refuses %s', async (services, problem) => {
    const loaded = await loadFiles({
      'compose.yaml': `services: ${services}`,
      'other.yaml': 'services: {back: {extends: {file: compose.yaml, service: a}}}',
      'broken.yaml': 'a: b: c',
    });

    expect(loaded.model).toBeUndefined();
    expect(problemsIn(loaded).join('\n')).toContain(problem);
  });
});
