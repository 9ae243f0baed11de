import { describe, expect, it } from 'vitest';

import { textWith } from '../testing/text-with.ts';
import { type ComposeFile, readComposeServices } from './compose-services.ts';

function read(text: string): ComposeFile {
  const reading = readComposeServices(text);
  if (reading.state !== 'ready') throw new Error(reading.reason);
  return reading;
}

const service = (text: string) => read(`services:\n  app:\n    ${text}\n`).services[0];

describe('readComposeServices', () => {
  it('reads what decides the state of a service', () => {
    const text = `
name: media
services:
  sonarr:
    image: lscr.io/linuxserver/sonarr:4
    container_name: sonarr
    restart: unless-stopped
    ports: ["8989:8989"]
    depends_on:
      init: { condition: service_completed_successfully }
      db: { condition: service_healthy, restart: true }
  init: { build: ., profiles: [setup] }
`;
    expect(read(text)).toEqual({
      state: 'ready',
      project: 'media',
      isPartial: false,
      services: [
        {
          name: 'sonarr',
          image: 'lscr.io/linuxserver/sonarr:4',
          containerName: 'sonarr',
          restart: 'unless-stopped',
          profiles: [],
          hasBuild: false,
          publishesPorts: true,
          dependsOn: [
            { service: 'init', condition: 'service_completed_successfully' },
            { service: 'db', condition: 'service_healthy' },
          ],
          replicas: 1,
        },
        {
          name: 'init',
          restart: 'no',
          profiles: ['setup'],
          hasBuild: true,
          publishesPorts: false,
          dependsOn: [],
          replicas: 1,
        },
      ],
    });
  });

  it('follows anchors and merge keys', () => {
    const text =
      'x-base: &base {restart: always, image: a}\nservices:\n  one: {<<: *base}\n  two: {<<: *base, image: b}\n';
    expect(read(text).services.map(({ restart, image }) => `${restart} ${image}`)).toEqual(['always a', 'always b']);
  });

  it.each([
    ['restart: always', 'always'],
    ['restart: "no"', 'no'],
    ['restart: no', 'no'],
    ['restart: false', 'no'],
    ['restart: on-failure:5', 'on-failure'],
    ['deploy: {restart_policy: {condition: any}}', 'always'],
    ['deploy: {restart_policy: {condition: none}}', 'no'],
    ['image: x', 'no'],
    ['restart: [odd]', 'no'],
  ])('reads the restart policy of "%s"', (text, restart) => {
    expect(service(text)?.restart).toBe(restart);
  });

  it.each([
    ['depends_on: [a, b]', ['a', 'b']],
    ['depends_on: {a: null}', ['a']],
    ['depends_on: {a: {condition: odd}}', ['a']],
    ['depends_on: 7', []],
  ])('reads the dependencies of "%s"', (text, names) => {
    expect(service(text)?.dependsOn).toEqual(names.map((name) => ({ service: name, condition: 'service_started' })));
  });

  it.each([
    ['scale: 3', 3],
    ['deploy: {replicas: 0}', 0],
    ['deploy: {replicas: many}', 1],
  ])('reads how many are wanted of "%s"', (text, replicas) => {
    expect(service(text)?.replicas).toBe(replicas);
  });

  it('takes a service without settings', () => {
    expect(read('services:\n  app:\n').services).toMatchObject([{ name: 'app' }]);
  });

  it('knows that an including file does not name all services', () => {
    expect(read('include: [other.yaml]\n')).toMatchObject({ services: [], isPartial: true });
  });

  it('ignores tags that it does not know', () => {
    expect(service('ports: !reset []')).toMatchObject({ publishesPorts: false });
  });

  it.each([
    ['', 'it is not a mapping with services'],
    ['just text', 'it is not a mapping with services'],
    ['[1, 2]', 'it is not a mapping with services'],
    ['services: [a]', 'it is not a mapping with services'],
    ['services: {}', 'it declares no services'],
    ['version: "3"', 'it declares no services'],
    ['services: {app: text}', 'service app is not a mapping'],
    ['services: {app: {image: x}', expect.stringContaining('Flow map')],
    ['services:\n\tapp: x', expect.any(String)],
    ['a: 1\na: 2', expect.stringContaining('Map keys must be unique')],
    ['a: 1\n---\nb: 2', expect.stringContaining('multiple documents')],
    ['services: *nowhere', expect.any(String)],
    [`services: ${'['.repeat(200_000)}`, expect.any(String)],
  ])('tells why it cannot read case %#', (text, reason: unknown) => {
    expect(readComposeServices(text)).toEqual({ state: 'unreadable', reason });
  });

  it('refuses a file that grows without bounds through aliases', () => {
    const lines = Array.from({ length: 9 }, (_, index) =>
      index === 0 ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]' : `a${index}: &a${index} [${`*a${index - 1}, `.repeat(9)}]`,
    );
    expect(readComposeServices(`${lines.join('\n')}\nservices: {app: {profiles: *a8}}`)).toMatchObject({
      state: 'unreadable',
      reason: textWith('alias'),
    });
  });
});
