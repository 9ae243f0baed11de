import { describe, expect, it } from 'vitest';

import { ConfigError, parseConfig } from './config.ts';
import { HelperError } from './helper-error.ts';
import { readJournal } from './journal.ts';
import { readGeneratorOutput } from './quadlet-generator.ts';
import { checkKnownUnit } from './unit-guard.ts';
import { readUnitStatus } from './unit-status.ts';

const at = '"__REALTIME_TIMESTAMP":"1795253869000000"';

function codeOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof HelperError ? error.code : 'unexpected';
  }
}

describe('readJournal', () => {
  it.each([
    ['text', '"a\\u001b[31m b\\n"', 'a b'],
    ['null for a field that is too large', 'null', ''],
    ['bytes that are not UTF-8', '[104,105,7,255]', 'hi\uFFFD'],
    ['a field that is there twice', '["a","b"]', 'a\nb'],
  ])('reads %s', (_what, message, expected) => {
    const [entry] = readJournal(`{${at},"PRIORITY":"3","_COMM":"x","MESSAGE":${message}}\n`);
    expect(entry).toEqual({ time: '2026-11-21T09:37:49.000Z', priority: 3, source: 'x', message: expected });
  });

  it('leaves out a line that was cut off', () => {
    expect(readJournal(`{${at},"MESSAGE":"a"}\n{${at},"MESS`)).toHaveLength(1);
  });
});

describe('readUnitStatus', () => {
  it('leaves out what systemd does not measure', () => {
    const text = 'Id=a.service\nLoadState=loaded\nMainPID=0\nMemoryCurrent=[not set]\nCPUUsageNSec=1500000000\n';
    const status = readUnitStatus(`${text}StateChangeTimestamp=@1795252740\nMemoryPeak=18446744073709551615\n`);
    expect(status).toMatchObject({ unit: 'a.service', cpu_seconds: 1.5, since: '2026-11-21T09:19:00.000Z' });
    expect(status).not.toHaveProperty('memory_bytes');
    expect(status).not.toHaveProperty('main_pid');
  });
});

describe('readGeneratorOutput', () => {
  it('tells problems, warnings and units apart', () => {
    const output = [
      'quadlet-generator[9]: Loading source unit file /s/check-1/a.container',
      'quadlet-generator[9]: Warning: a.container specifies the image "a" which not a fully qualified image name.',
      `quadlet-generator[9]: converting "a.container": unsupported key 'Foo' in group 'Container' in /s/check-1/a.container`,
      '---b.service---',
    ].join('\n');
    const run = readGeneratorOutput(output, '---b.service---\n[X-Container]\n', '/s/check-1');
    expect(run.problems).toEqual([
      `converting "a.container": unsupported key 'Foo' in group 'Container' in a.container`,
    ]);
    expect([run.warnings.length, run.units]).toEqual([1, ['b.service']]);
  });
});

describe('checkKnownUnit', () => {
  const known = { load: 'loaded', active: 'inactive', enabled: 'disabled' };
  it.each([
    ['a.service', 'start', { ...known, load: 'not-found' }, 'not_found'],
    ['a.service', 'stop', { ...known, load: 'not-found', active: 'active' }, undefined],
    ['a@x.service', 'start', known, 'refused'],
    ['a@x.service', 'start', { ...known, enabled: 'generated' }, 'refused'],
    ['a@x.service', 'start', { ...known, enabled: 'enabled' }, undefined],
    ['a@x.service', 'enable', { ...known, active: 'active' }, 'refused'],
    ['a.service', 'enable', { ...known, enabled: 'generated' }, 'refused'],
    ['a.service', 'disable', { ...known, enabled: 'static' }, 'refused'],
    ['a.service', 'enable', known, undefined],
  ] as const)('judges %s %s', (unit, action, state, code) => {
    expect(codeOf(() => checkKnownUnit(unit, action, state))).toBe(code);
  });
});

describe('parseConfig', () => {
  it('reports every problem at once, with the variable and an example', () => {
    const parse = () =>
      parseConfig({ HELPER_STACKS_DIR: 'x', HELPER_ALLOW_HOST_ACCESS: 'maybe', COMPOSE_COMMAND: '-x' });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(
      /HELPER_STACKS_DIR .*such as \/opt\/stacks\nCOMPOSE_COMMAND .*\nHELPER_ALLOW_HOST_ACCESS .*true/,
    );
  });

  it('has defaults that follow the account', () => {
    const config = parseConfig({ HOME: '/home/media', XDG_RUNTIME_DIR: '/run/user/1001', HELPER_SOCKET: '' });
    expect(config).toMatchObject({
      socketPath: '/run/user/1001/arr-helper/arr-helper.sock',
      stacksDir: '/opt/stacks',
      quadletDir: '/home/media/.config/containers/systemd',
      stateDir: '/home/media/.local/state/arr-helper',
      allowHostAccess: false,
    });
  });
});
