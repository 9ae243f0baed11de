import { describe, expect, it } from 'vitest';

import { loadFiles, modelOf, problemsIn } from './project.fixtures.ts';

const services = 'services: {a: {image: x}, b: {image: y, profiles: [debug, extra]}, c: {image: z, profiles: [other]}}';

describe('profiles', () => {
  it.each([
    [[], '', ['a']],
    [['debug'], '', ['a', 'b']],
    [['extra', 'other'], '', ['a', 'b', 'c']],
    [[], 'COMPOSE_PROFILES=debug,other', ['a', 'b', 'c']],
    [[], 'COMPOSE_PROFILES=', ['a']],
    [['other'], 'COMPOSE_PROFILES=" debug "', ['a', 'b', 'c']],
    [['*'], '', ['a', 'b', 'c']],
    [['none'], '', ['a']],
  ])('%j with %j in .env switch on %j', async (profiles, env, active) => {
    const model = await modelOf({ 'compose.yaml': services, '.env': env }, { profiles });

    expect(Object.keys(model.services)).toEqual(active);
    expect(model.inactive).toEqual(['a', 'b', 'c'].filter((name) => !active.includes(name)));
  });

  it.each([
    ['depends_on: [b]', 'services.a depends_on: b is left out as none of its profiles is active'],
    ['network_mode: service:b', 'services.a network_mode: b is left out'],
    ['volumes_from: [b]', 'services.a volumes_from: b is left out'],
  ])('make %s an error while b is not active', async (attribute, problem) => {
    const files = { 'compose.yaml': `services: {a: {image: x, ${attribute}}, b: {image: y, profiles: [p]}}` };

    expect(problemsIn(await loadFiles(files)).join('\n')).toContain(problem);
    expect((await loadFiles(files, { profiles: ['p'] })).findings).toEqual([]);
  });

  it('drop a dependency that is not required', async () => {
    const { model, findings } = await loadFiles({
      'compose.yaml':
        'services: {a: {image: x, depends_on: {b: {condition: service_started, required: false}}}, b: {image: y, profiles: [p]}}',
    });

    expect(model?.services['a']?.depends_on).toEqual({});
    expect(findings).toMatchObject([{ level: 'info', subject: 'services.a', attribute: 'depends_on.b' }]);
  });

  it('read no env file of a service that is left out', async () => {
    const { findings } = await loadFiles({
      'compose.yaml': 'services: {a: {image: x}, b: {image: y, profiles: [p], env_file: none.env}}',
    });

    expect(findings).toEqual([]);
  });

  it('warn when they leave nothing', async () => {
    const { model, findings } = await loadFiles({ 'compose.yaml': 'services: {b: {image: y, profiles: [p]}}' });

    expect(model?.services).toEqual({});
    expect(findings).toMatchObject([{ level: 'warning', attribute: 'profiles' }]);
  });
});

describe('env files of a service', () => {
  it('are read as compose reads them, or as they stand', async () => {
    const model = await modelOf({
      'compose.yaml':
        'services: {a: {image: x, env_file: [one.env, {path: two.env, format: raw}], environment: {B: own}}}',
      '.env': 'V=v',
      'one.env': 'A="$V" # c\nB=one',
      'two.env': 'A="$V" # c\nC=$A',
    });

    expect(model.services['a']?.environment).toEqual({ B: 'own' });
    expect(model.services['a']?.env_file).toEqual([
      { path: '/srv/stacks/media/one.env', required: true, text: 'A="$V" # c\nB=one', values: { A: 'v', B: 'one' } },
      {
        path: '/srv/stacks/media/two.env',
        required: true,
        format: 'raw',
        text: 'A="$V" # c\nC=$A',
        values: { A: '"$V" # c', C: '$A' },
      },
    ]);
  });

  it('know what the earlier ones set', async () => {
    const model = await modelOf({
      'compose.yaml': 'services: {a: {image: x, env_file: [one.env, two.env]}}',
      'one.env': 'A=1',
      'two.env': 'B=${A}2',
    });

    expect(model.services['a']?.env_file?.[1]?.values).toEqual({ B: '12' });
  });

  it('are an error when they are missing and required, and the model tells so', async () => {
    const { model, findings } = await loadFiles({
      'compose.yaml': 'services: {a: {image: x, env_file: [none.env, {path: maybe.env, required: false}]}}',
    });

    expect(findings.map(({ level, code }) => `${level} ${code}`)).toEqual(['error file-missing', 'info file-missing']);
    expect(model?.services['a']?.env_file).toEqual([
      { path: '/srv/stacks/media/none.env', required: true, values: {} },
      { path: '/srv/stacks/media/maybe.env', required: false, values: {} },
    ]);
  });

  it('are told with their line when they cannot be read', async () => {
    const loaded = await loadFiles({
      'compose.yaml': 'services: {a: {image: x, env_file: e.env}}',
      '.env': 'broken line',
      'e.env': 'A=1\nB="open',
    });

    expect(problemsIn(loaded)).toEqual([
      'project .env: .env: line 1 is no NAME=value. Write NAME=value, one on each line.',
      'services.a env_file: e.env: line 2 has no closing ". Write NAME=value, one on each line.',
    ]);
  });

  it('give labels below those of the service', async () => {
    const model = await modelOf({
      'compose.yaml': 'services: {a: {image: x, label_file: l.env, labels: {B: own}}}',
      'l.env': 'A=1\nB=1',
    });

    expect(model.services['a']?.labels).toEqual({ A: '1', B: 'own' });
  });
});
