import { describe, expect, it } from 'vitest';

import { convertYaml, findingsOf, sectionsOf } from './convert-yaml.fixtures.ts';

const convert = (services: string, options: { rest?: string; pod?: boolean; reviveGuests?: boolean } = {}) =>
  convertYaml({
    yaml: `name: p\nservices:\n${services}\n${options.rest ?? ''}`,
    options: { pod: options.pod ?? false, reviveGuests: options.reviveGuests ?? false },
  });

const check = 'healthcheck: {test: [CMD, /x, y]}';

describe('services that need each other', () => {
  it.each<[string, string[]]>([
    ['depends_on: [b]', ['Requires=p-b.service', 'After=p-b.service']],
    ['depends_on: {b: {condition: service_started, required: false}}', ['Wants=p-b.service', 'After=p-b.service']],
    [
      'depends_on: {b: {condition: service_started, restart: true}}',
      ['Requires=p-b.service', 'After=p-b.service', 'PartOf=p-b.service'],
    ],
    ['links: [b]', ['Requires=p-b.service', 'After=p-b.service']],
    ['volumes_from: ["b:ro"]', ['Requires=p-b.service', 'After=p-b.service']],
    ['ipc: service:b', ['BindsTo=p-b.service', 'PartOf=p-b.service', 'After=p-b.service']],
    ['pid: container:p-b', ['BindsTo=p-b.service', 'PartOf=p-b.service', 'After=p-b.service']],
    ['network_mode: service:b', ['BindsTo=p-b.service', 'PartOf=p-b.service', 'After=p-b.service']],
  ])('are ordered by %s', async (line, unit) => {
    const converted = await convert(`  a: {image: x, ${line}}\n  b: {image: y, ipc: shareable}`);

    expect(sectionsOf(converted, 'p-a.container')['Unit']).toEqual(unit);
  });

  it('lets a unit count as started when it is healthy, with time for it', async () => {
    const slow = 'healthcheck: {test: [CMD, /x, y], start_period: 20m, interval: 1m, timeout: 10s, retries: 3}';
    const converted = await convert(
      `  a: {image: x, depends_on: {b: {condition: service_healthy}}}\n  b: {image: y, ${slow}}`,
    );
    const { Container, Service } = sectionsOf(converted, 'p-b.container');

    expect(Container).toContain('Notify=healthy');
    expect(Service).toEqual(['TimeoutStartSec=1470']);
  });

  it('lets a unit count as started when it has ended, without a limit of time', async () => {
    const converted = await convert(
      '  a: {image: x, depends_on: {b: {condition: service_completed_successfully}}}\n  b: {image: y}',
    );

    expect(sectionsOf(converted, 'p-b.container')['Service']).toEqual(['Type=oneshot', 'RemainAfterExit=yes']);
  });

  it.each([
    ['a: {image: x, depends_on: [b]}', 'b: {image: y, depends_on: [a]}', 'invalid project depends_on'],
    ['a: {image: x, network_mode: "service:b"}', 'b: {image: y, network_mode: "service:a"}', 'project depends_on'],
    [
      'a: {image: x, depends_on: {b: {condition: service_healthy}}}',
      'b: {image: y, healthcheck: {disable: true}}',
      'services.a depends_on.b',
    ],
    [
      'a: {image: x, depends_on: {b: {condition: service_completed_successfully}}}',
      'b: {image: y, restart: always}',
      'services.b restart',
    ],
    ['a.b: {image: x}', 'a-b: {image: y}', 'services.a-b name'],
    ['a: {image: x, scale: 2}', 'b: {image: y}', 'services.a scale'],
    ['a: {image: x, cpus: 1}', 'b: {image: y, cpus: 1, cpu_quota: 5}', 'services.b cpu_quota'],
  ])('refuses %s with %s', async (a, b, where) => {
    const converted = await convert(`  ${a}\n  ${b}`);

    expect(converted.files).toEqual([]);
    expect(
      findingsOf(converted)
        .filter((text) => text.startsWith('error'))
        .join('\n'),
    ).toContain(where);
  });

  it('gives the ports of the guests to the owner of the network', async () => {
    const converted = await convert(
      '  a: {image: x, network_mode: service:b, ports: ["81:81"]}\n  b: {image: y, ports: ["80-81:80-81"]}\n' +
        '  c: {image: z, network_mode: "service:a", ports: ["90:90"], dns: [1.1.1.1]}',
    );

    expect(sectionsOf(converted, 'p-b.container')['Container']).toEqual(
      expect.arrayContaining(['PublishPort=80-81:80-81', 'PublishPort=81:81', 'PublishPort=90:90']),
    );
    expect(sectionsOf(converted, 'p-c.container')['Container']?.join('\n')).not.toMatch(/PublishPort|DNS/);
    expect(findingsOf(converted)).toContain('warning dropped-option services.c dns');
  });

  it.each([
    [false, undefined],
    [true, ['Wants=p-a.service']],
  ])('starts the guests of a network with its owner only when asked to (%j)', async (reviveGuests, unit) => {
    const converted = await convert('  a: {image: x, network_mode: service:b}\n  b: {image: y}', { reviveGuests });

    expect(sectionsOf(converted, 'p-b.container')['Unit']).toEqual(unit);
  });

  it.each([
    [false, 'when b comes back after a crash it stays stopped until it is started'],
    [true, 'whenever b starts again it starts as well, even after it was stopped by hand'],
  ])('tells what becomes of a guest when its owner comes back (%j)', async (reviveGuests, text) => {
    const converted = await convert('  a: {image: x, network_mode: service:b}\n  b: {image: y}', { reviveGuests });

    expect(converted.report.findings.map((finding) => finding.text).join('\n')).toContain(text);
  });

  it('makes the alias of a link a name of its target', async () => {
    const converted = await convert('  a: {image: x, links: ["b:store"]}\n  b: {image: y}');

    expect(sectionsOf(converted, 'p-b.container')['Container']).toContain(
      'Network=p-default.network:alias=b,alias=store',
    );
  });

  it('calls a service with other characters by a name that a Quadlet may have', async () => {
    const converted = await convert(`  a.b: {image: x, ${check}}`);

    expect(sectionsOf(converted, 'p-a-b.container')['Container']).toContain('Network=p-default.network:alias=a.b');
    expect(findingsOf(converted)).toContain('info approximated services.a.b name');
  });

  it('never lets a network take the unit of a service', async () => {
    const converted = await convert('  a-network: {image: x, networks: [a]}', { rest: 'networks: {a: {}}' });

    expect(findingsOf(converted)).toContain('error invalid services.a-network name');
  });

  it('gives an unnamed volume a name that no other one has', async () => {
    const converted = await convert('  a: {image: x, volumes: ["/b-c", "/b/c"]}', { rest: 'volumes: {a-b-c: {}}' });

    expect(converted.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['p-a-b-c', 'p-a-b-c-2', 'p-a-b-c-3']),
    );
  });
});

describe('a pod', () => {
  it('has the ports, networks and hosts of its containers', async () => {
    const converted = await convert(
      '  a: {image: x, ports: ["80:80"], networks: {n: {aliases: [web]}}, dns: [1.1.1.1]}\n' +
        '  b: {image: y, ports: ["90:90"], networks: [n, m]}',
      { rest: 'networks: {n: {}, m: {}}', pod: true },
    );

    expect(sectionsOf(converted, 'p.pod')).toEqual({
      Pod: [
        'DNS=1.1.1.1',
        'PublishPort=80:80',
        'PublishPort=90:90',
        'PodName=p',
        'Network=p-n.network:alias=a,alias=web,alias=b',
        'Network=p-m.network:alias=b',
      ],
    });
    expect(sectionsOf(converted, 'p-a.container')['Container']).toEqual([
      'ContainerName=p-a',
      'Image=docker.io/library/x:latest',
      'Pod=p.pod',
      'StartWithPod=true',
    ]);
  });

  it('lets a container outside of it have a user namespace of its own', async () => {
    const own = 'userns_mode: keep-id, network_mode: none';
    const converted = await convert(`  a: {image: x}\n  b: {image: y, ${own}}`, { pod: true });

    expect(sectionsOf(converted, 'p-b.container')['Container']).toContain('UserNS=keep-id');
  });

  it('has no address of one container', async () => {
    const converted = await convert('  a: {image: x, mac_address: "02:42:ac:11:00:02"}', { pod: true });

    expect(sectionsOf(converted, 'p.pod')['Pod']).toContain('Network=p-default.network:alias=a');
    expect(findingsOf(converted)).toContain('warning unsupported services.a mac_address');
  });

  it('is left out unless it is asked for', async () => {
    const converted = await convert('  a: {image: x}');

    expect(converted.files.map(({ kind }) => kind)).toEqual(['container', 'network']);
  });
});
