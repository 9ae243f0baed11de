import { describe, expect, it } from 'vitest';

import { loadFiles } from '../project.fixtures.ts';
import { buildShape } from './build.ts';
import { deployShape } from './deploy.ts';
import { healthcheckShape } from './healthcheck.ts';
import { configShape, networkShape, secretShape, volumeShape } from './resources.ts';
import { serviceShape } from './service.ts';

/** Values of every kind, most of them in the wrong place. */
const values = [
  '',
  '~',
  'text',
  '"a b"',
  '12',
  '-1',
  'true',
  '[]',
  '[a]',
  '[~]',
  '[[a]]',
  '[{a: b}]',
  '{}',
  '{a: b}',
  '{a: ~}',
  '{a: {b: c}}',
  '{a: [b]}',
  '!reset x',
  '!override [x]',
  '{constructor: x, toString: [y]}',
  '"\\0"',
  '{source: [a], target: {b: c}}',
  '[":"]',
];

const places: readonly (readonly [string, object, (key: string, value: string) => string])[] = [
  [
    'service',
    serviceShape,
    (key, value) => `services: {s: {image: x}, a: {image: x, ${key}: ${value}}}`.replace('image: x, image', 'image'),
  ],
  ['build', buildShape, (key, value) => `services: {a: {image: x, build: {${key}: ${value}}}}`],
  ['deploy', deployShape, (key, value) => `services: {a: {image: x, deploy: {${key}: ${value}}}}`],
  ['healthcheck', healthcheckShape, (key, value) => `services: {a: {image: x, healthcheck: {${key}: ${value}}}}`],
  ['network', networkShape, (key, value) => `services: {a: {image: x}}\nnetworks: {n: {${key}: ${value}}}`],
  ['volume', volumeShape, (key, value) => `services: {a: {image: x}}\nvolumes: {n: {${key}: ${value}}}`],
  ['secret', secretShape, (key, value) => `services: {a: {image: x}}\nsecrets: {n: {${key}: ${value}}}`],
  ['config', configShape, (key, value) => `services: {a: {image: x}}\nconfigs: {n: {${key}: ${value}}}`],
];

describe('any value for any key', () => {
  it.each(places.flatMap(([name, shape, text]) => Object.keys(shape).map((key) => ({ name, key, text }))))(
    'of a $name is read or is a finding: $key',
    async ({ key, text }) => {
      for (const [index, value] of values.entries()) {
        for (const over of [value, values[(index + 7) % values.length] ?? '']) {
          const { model, findings } = await loadFiles({
            'compose.yaml': text(key, value),
            'compose.override.yaml': text(key, over),
          });

          expect(model !== undefined || findings.some(({ level }) => level === 'error')).toBe(true);
        }
      }
    },
  );
});
