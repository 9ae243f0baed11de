import { describe, expect, it } from 'vitest';

import { loadFiles, modelOf, problemsIn } from '../project.fixtures.ts';

const rest = `
networks: {one: , two: {name: second, external: true}}
secrets: {token: {file: ./token.txt}, out: {external: true, name: real}}
configs: {conf: {content: "a=$$b"}, env: {environment: SETTING}}
`;

async function service(attributes: string): Promise<Record<string, unknown>> {
  const model = await modelOf(
    { 'compose.yaml': `services:\n  db: {image: y}\n  a:\n    image: x\n    ${attributes}\n${rest}` },
    { environment: { KNOWN: 'k', SETTING: 's' } },
  );
  return { ...model.services['a'] };
}

describe('a service', () => {
  it.each([
    ['command: echo "a b" c', { command: ['echo', 'a b', 'c'] }],
    ['command: [echo, "a b"]', { command: ['echo', 'a b'] }],
    ['command: ""', { command: [] }],
    ['entrypoint: []', { entrypoint: [] }],
    [
      'environment: {A: 012, B: yes, C: 1e3, KNOWN: , UNKNOWN: }',
      { environment: { A: '012', B: 'yes', C: '1e3', KNOWN: 'k' } },
    ],
    ['environment: ["A=x=y", "B=", KNOWN, UNKNOWN]', { environment: { A: 'x=y', B: '', KNOWN: 'k' } }],
    ['labels: ["a=b", c]', { labels: { a: 'b', c: '' } }],
    ['labels: {a: , b: 1}', { labels: { a: '', b: '1' } }],
    ['depends_on: [db]', { depends_on: { db: { condition: 'service_started', required: true, restart: false } } }],
    [
      'depends_on: {db: {condition: service_healthy, restart: true}}',
      {
        depends_on: { db: { condition: 'service_healthy', required: true, restart: true } },
      },
    ],
    ['networks: [two, one]', { networks: { two: {}, one: {} } }],
    [
      'networks: {one: , two: {ipv4_address: 10.0.0.2, priority: 10}}',
      {
        networks: { one: {}, two: { ipv4_address: '10.0.0.2', priority: '10' } },
      },
    ],
    [
      'secrets: [token, {source: out, target: /run/x, uid: "1", mode: 0440}]',
      {
        secrets: [{ source: 'token' }, { source: 'out', target: '/run/x', uid: '1', mode: '0440' }],
      },
    ],
    ['configs: [{source: conf, mode: 0o444}]', { configs: [{ source: 'conf', mode: '0444' }] }],
    [
      'ulimits: {nproc: 65535, nofile: {soft: 1, hard: -1}}',
      {
        ulimits: { nproc: { soft: '65535', hard: '65535' }, nofile: { soft: '1', hard: '-1' } },
      },
    ],
    [
      'extra_hosts: ["h:[::1]", "g=10.0.0.1", "i:host-gateway"]',
      {
        extra_hosts: [
          ['h', '::1'],
          ['g', '10.0.0.1'],
          ['i', 'host-gateway'],
        ],
      },
    ],
    [
      'extra_hosts: {h: "::1", g: [10.0.0.1, 10.0.0.2]}',
      {
        extra_hosts: [
          ['h', '::1'],
          ['g', '10.0.0.1'],
          ['g', '10.0.0.2'],
        ],
      },
    ],
    [
      'devices: [/dev/a, "/dev/a:/dev/b:rw", "/dev/c:rwm", nvidia.com/gpu=all, {source: /dev/d}]',
      {
        devices: [
          { source: '/dev/a' },
          { source: '/dev/a', target: '/dev/b', permissions: 'rw' },
          { source: '/dev/c', permissions: 'rwm' },
          { source: 'nvidia.com/gpu=all' },
          { source: '/dev/d' },
        ],
      },
    ],
    ['gpus: all', { gpus: [{ count: 'all' }] }],
    ['dns: 1.1.1.1', { dns: ['1.1.1.1'] }],
    ['tmpfs: ["/run:size=64m", /tmp]', { tmpfs: ['/run:size=64m', '/tmp'] }],
    ['sysctls: ["a=1"]', { sysctls: { a: '1' } }],
    ['cpus: 0.50', { cpus: '0.50' }],
    ['user: 0123', { user: '0123' }],
    ['restart: no', { restart: 'no' }],
    ['privileged: yes', { privileged: true }],
    [
      'healthcheck: {test: curl -f x, retries: 3, disable: false}',
      {
        healthcheck: { test: ['CMD-SHELL', 'curl -f x'], retries: 3, disable: false },
      },
    ],
    ['build: .', { build: { context: '/srv/stacks/media' } }],
    [
      'build: {context: ./app, dockerfile: ../D, args: [A=1, KNOWN, UNKNOWN], ssh: default}',
      {
        build: {
          context: '/srv/stacks/media/app',
          dockerfile: '/srv/stacks/media/D',
          args: { A: '1', KNOWN: 'k' },
          ssh: ['default'],
        },
      },
    ],
    ['build: https://example.test/x.git#main', { build: { context: 'https://example.test/x.git#main' } }],
    [
      'deploy: {resources: {limits: {cpus: "1.5", memory: 512M, pids: 200}}, restart_policy: {condition: any, delay: 5s}}',
      {
        deploy: {
          resources: { limits: { cpus: '1.5', memory: 536_870_912, pids: '200' } },
          restart_policy: { condition: 'any', delay: 5000 },
        },
      },
    ],
    [
      'logging: {driver: json-file, options: {max-size: 10m, max-file: 3}}',
      {
        logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
      },
    ],
    ['hostname:', {}],
  ])('reads %s', async (attributes, read) => {
    expect(await service(attributes)).toMatchObject(read);
  });

  it('has no key for what the file gives no value', async () => {
    expect(Object.keys(await service('hostname:')).toSorted()).toEqual(['image', 'networks']);
  });

  it('reads resources with their names in the runtime', async () => {
    const text = `name: p\nservices: {a: {image: x, networks: [one]}}\n${rest}volumes: {v: {external: {name: old}}, w: {external: true}}`;
    const model = await modelOf({ 'compose.yaml': text }, { environment: { SETTING: 's' } });

    expect(model.networks).toEqual({
      one: { name: 'p_one', external: false },
      two: { name: 'second', external: true },
    });
    expect(model.volumes).toEqual({ v: { name: 'old', external: true }, w: { name: 'w', external: true } });
    expect(model.secrets).toEqual({
      token: { name: 'p_token', external: false, file: '/srv/stacks/media/token.txt' },
      out: { name: 'real', external: true },
    });
    expect(model.configs).toMatchObject({
      conf: { content: 'a=$b' },
      env: { environment: 'SETTING', environment_value: 's' },
    });
  });

  it.each([
    ['command: "echo \'x"', "has a ' that is not closed"],
    ['healthcheck: {test: [curl, x]}', 'starts with CMD, CMD-SHELL or NONE'],
    ['privileged: maybe', 'true or false is expected'],
    ['scale: two', 'a whole number is expected'],
    ['networks: [one]\n    network_mode: host', 'are alternatives'],
    ['networks: [three]', 'the project has no network three'],
    ['secrets: [tokn]', 'the project has no secret tokn; declare it under secrets:. Did you mean token?'],
    ['depends_on: [dbb]', 'the project has no service dbb; add it. Did you mean db?'],
    ['network_mode: service:vpn', 'the project has no service vpn'],
    ['links: ["x:y"]', 'the project has no service x'],
    ['volumes_from: ["x:ro"]', 'the project has no service x'],
    ['depends_on: {db: {condition: healthy}}', 'one of service_started, service_healthy'],
    ['ulimits: {nofile: {soft: 1}}', 'ulimits.nofile.hard'],
    ['build: {context: ., dockerfile: a, dockerfile_inline: b}', 'are alternatives'],
    ['environment: [[A]]', 'environment.0: a text is expected'],
    ['extra_hosts: [h]', 'host:address is expected'],
  ])('refuses %s', async (attributes, text) => {
    const file = `services:\n  db: {image: y}\n  a:\n    image: x\n    ${attributes}\n${rest}`;

    expect(problemsIn(await loadFiles({ 'compose.yaml': file })).join('\n')).toContain(text);
  });
});
