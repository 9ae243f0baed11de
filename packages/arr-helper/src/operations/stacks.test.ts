import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createHelper } from '../testing/test-helper.ts';

let helper: Awaited<ReturnType<typeof createHelper>>;
beforeEach(async () => {
  helper = await createHelper({ composeCommand: ['docker', 'compose'] });
  await helper.script('docker', 'case "$*" in *version*) echo Docker Compose version v2.26.1;; *) echo "$@";; esac');
});
afterEach(async () => {
  await helper.close();
});

const prefix = 'docker [compose] [--ansi] [never] [-f] [compose.yaml]';

describe('stack operations on Docker', () => {
  it.each([
    ['stack_up', ['[up] [-d]']],
    ['stack_down', ['[down]']],
    ['stack_pull', ['[pull]']],
    ['stack_restart', ['[down]', '[up] [-d]']],
    ['stack_ps', ['[ps] [--all]']],
    ['compose_validate', ['[config] [--quiet]']],
    ['compose_config', ['[config]']],
  ])('%s calls the compose plugin with its own flags', async (operation, expected) => {
    expect((await helper.call(operation, { stack: 'media' })).body['ok']).toBe(true);
    const calls = (await helper.calls()).filter((call) => !call.includes('[version]'));
    expect(calls).toEqual(expected.map((args) => `${prefix} ${args}`));
  });
});
