import { describe, expect, it } from 'vitest';

import { loadFiles, modelOf, problemsIn } from './project.fixtures.ts';

/** One service of a project whose override file changes it. */
async function overridden(base: string, over: string): Promise<Record<string, unknown>> {
  const model = await modelOf({
    'compose.yaml': `services:\n  a:\n    image: x\n    ${base}\nvolumes: {v: , w: }\nnetworks: {n: , m: }`,
    'compose.override.yaml': `services:\n  a:\n    ${over}`,
  });
  return { ...model.services['a'] };
}

describe('an override file', () => {
  it.each([
    ['hostname: h', 'image: z', { image: 'z', hostname: 'h' }],
    ['command: [a, b]', 'command: [c]', { command: ['c'] }],
    ['entrypoint: a', 'entrypoint: []', { entrypoint: [] }],
    [
      'healthcheck: {test: [CMD, a], retries: 2}',
      'healthcheck: {test: b, interval: 5s}',
      {
        healthcheck: { test: ['CMD-SHELL', 'b'], retries: 2, interval: 5000 },
      },
    ],
    ['environment: {A: 1, B: 1}', 'environment: ["B=2", "C=3"]', { environment: { A: '1', B: '2', C: '3' } }],
    ['environment: [A=1]', 'environment: {A: }', { environment: {} }],
    ['labels: [a=1]', 'labels: {a: 2, b: 3}', { labels: { a: '2', b: '3' } }],
    ['sysctls: {x: 1}', 'sysctls: [x=2]', { sysctls: { x: '2' } }],
    [
      'extra_hosts: ["h:1.1.1.1", "g:2.2.2.2"]',
      'extra_hosts: {h: 3.3.3.3}',
      {
        extra_hosts: [
          ['h', '3.3.3.3'],
          ['g', '2.2.2.2'],
        ],
      },
    ],
    ['cap_add: [A, B]', 'cap_add: [B, C]', { cap_add: ['A', 'B', 'C'] }],
    ['dns: 1.1.1.1', 'dns: [8.8.8.8]', { dns: ['1.1.1.1', '8.8.8.8'] }],
    [
      'ports: ["80:80", "81:81"]',
      'ports: ["80:80/tcp", "82:82"]',
      {
        ports: [
          { published: '80', target: '80', protocol: 'tcp' },
          { published: '81', target: '81' },
          { published: '82', target: '82' },
        ],
      },
    ],
    [
      'ports: ["80:80"]',
      'ports: ["80:80/udp", {target: 80, published: 80, host_ip: 0.0.0.0}]',
      {
        ports: [
          { published: '80', target: '80', host_ip: '0.0.0.0' },
          { published: '80', target: '80', protocol: 'udp' },
        ],
      },
    ],
    [
      'volumes: [v:/a, /b]',
      'volumes: ["w:/a:ro", {type: volume, source: v, target: /b}]',
      {
        volumes: [
          { type: 'volume', source: 'w', target: '/a', read_only: true },
          { type: 'volume', source: 'v', target: '/b' },
        ],
      },
    ],
    ['devices: ["/dev/a:/dev/x"]', 'devices: ["/dev/b:/dev/x"]', { devices: [{ source: '/dev/b', target: '/dev/x' }] }],
    ['expose: [80]', 'expose: [80, 81]', { expose: ['80', '81'] }],
    ['networks: [n]', 'networks: {n: {aliases: [x]}, m: }', { networks: { n: { aliases: ['x'] }, m: {} } }],
    ['build: ./x', 'build: {args: {A: 1}}', { build: { context: '/srv/stacks/media/x', args: { A: '1' } } }],
    [
      'logging: {driver: a, options: {x: 1}}',
      'logging: {options: {y: 2}}',
      { logging: { driver: 'a', options: { x: '1', y: '2' } } },
    ],
    ['logging: {driver: a, options: {x: 1}}', 'logging: {driver: b}', { logging: { driver: 'b' } }],
    [
      'ulimits: {nofile: {soft: 1, hard: 2}}',
      'ulimits: {nofile: 5}',
      { ulimits: { nofile: { soft: '5', hard: '5' } } },
    ],
    [
      'deploy: {resources: {limits: {cpus: 1, memory: 1b}}}',
      'deploy: {resources: {limits: {cpus: 2}}}',
      {
        deploy: { resources: { limits: { cpus: '2', memory: 1 } } },
      },
    ],
    ['hostname: h', 'hostname:', { hostname: 'h' }],
    ['x-a: {b: 1}', 'x-a: {c: 2}', { extensions: { 'x-a': { c: '2' } } }],
    ['ports: ["80:80"]', 'ports: !override ["81:81"]', { ports: [{ published: '81', target: '81' }] }],
    ['environment: {A: 1, B: 1}', 'environment: {A: !reset null}', { environment: { B: '1' } }],
    ['environment: {A: 1}', 'environment: !override {B: 1}', { environment: { B: '1' } }],
  ])('turns %s with %s into one', async (base, over, merged) => {
    expect(await overridden(base, over)).toMatchObject(merged);
  });

  it.each([
    ['environment: [A=1]', 'environment: [[B]]', 'environment.0: a text is expected'],
    ['ports: ["80:80"]', 'ports: "81:81"', 'ports: a list of ports is expected'],
    ['ports: ["80:80"]', 'ports: [{target: [1]}, {published: 1}]', 'ports.1.target: a port, or a range'],
    ['build: .', 'build: [x]', 'build: a path, or a mapping with context'],
    ['networks: [n]', 'networks: [{n: }]', 'networks.0: a text is expected'],
    ['logging: {driver: a}', 'logging: b', 'logging: a mapping of keys'],
    ['extra_hosts: ["h:1.1.1.1"]', 'extra_hosts: [g]', 'extra_hosts.g: an address'],
    ['volumes: [v:/a]', 'volumes: [{typ: x}]', 'typ is not known here'],
  ])('with %s does not hide what is wrong in %s', async (base, over, problem) => {
    const loaded = await loadFiles({
      'compose.yaml': `services: {a: {image: x, ${base}}}\nvolumes: {v: }\nnetworks: {n: }`,
      'compose.override.yaml': `services: {a: {${over}}}`,
    });

    expect(problemsIn(loaded).join('\n')).toContain(problem);
  });

  it('removes with !reset', async () => {
    const model = await modelOf({
      'compose.yaml': 'services: {a: {image: x, ports: ["80:80"], labels: {k: v}}, b: {image: y}}',
      'compose.override.yaml':
        'services: {a: {ports: !reset [], labels: !reset null, hostname: !reset h}, b: !reset null}',
    });

    expect(model.services).toEqual({ a: { image: 'x', networks: { default: {} } } });
  });

  it('adds services and sections of its own', async () => {
    const { model, declared } = await loadFiles({
      'compose.yaml': 'services: {a: {image: x}}',
      'compose.override.yaml': 'services: {b: {image: y}}\nvolumes: {v: }\nx-k: 1',
    });

    expect(Object.keys(model?.services ?? {})).toEqual(['a', 'b']);
    expect(declared.get('project')).toEqual(['services', 'volumes', 'x-k']);
  });

  it.each([
    ['compose.yaml', 'docker-compose.override.yml', true],
    ['docker-compose.yml', 'compose.override.yml', true],
    ['docker-compose.yml', 'docker-compose.override.yaml', true],
    ['other.yaml', 'compose.override.yaml', false],
  ])('beside %s is %s read: %s', async (file, override, isRead) => {
    const files = { [file]: 'services: {a: {image: x}}', [override]: 'services: {a: {image: z}}' };

    expect((await modelOf(files, { file })).services['a']?.image).toBe(isRead ? 'z' : 'x');
  });

  it('is not read when COMPOSE_FILE names the files, which is told', async () => {
    const { model, findings } = await loadFiles({
      'compose.yaml': 'services: {a: {image: x}}',
      'compose.override.yaml': 'services: {a: {image: z}}',
      '.env': 'COMPOSE_FILE=compose.yaml:more.yaml',
    });

    expect(model?.services['a']?.image).toBe('x');
    expect(findings).toMatchObject([{ level: 'info', code: 'approximated' }]);
  });

  it('is part of what is wrong', async () => {
    const loaded = await loadFiles({ 'compose.yaml': 'services: {a: {image: x}}', 'compose.override.yaml': 'a: b: c' });

    expect(problemsIn(loaded)).toEqual([expect.stringContaining('compose.override.yaml:1:4: Nested mappings')]);
  });
});
