import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { repository } from '../testing/source-files.ts';
import { loadTools } from './load-tools.ts';
import { exceptionNames, requiredScope } from './required-scope.ts';

const tools = loadTools();

function namesOf(scope: string): string[] {
  return tools.filter((tool) => requiredScope(tool) === scope).map(({ name }) => name);
}

describe('requiredScope', () => {
  it('is admin for what decides what the host runs, who may do what, and who did what', () => {
    expect(namesOf('admin')).toEqual([
      'compose_write',
      'quadlet_delete',
      'quadlet_write',
      'unit_reload',
      'unit_restart',
      'unit_start',
      'unit_stop',
      'compose_to_quadlets',
      'quadlets_install',
      'quadlets_to_compose',
      'audit_list',
      'change_list',
      'change_revert',
      'file_delete',
      'file_write',
      'credential_delete',
      'credential_list',
      'credential_set',
      'service_fix',
      'sabnzbd_set_config',
      'trakt_sign_in',
    ]);
  });

  it('is never read for a tool that writes', () => {
    const read = new Set(namesOf('read'));

    expect(tools.filter(({ name, annotations }) => read.has(name) && !annotations.readOnlyHint)).toEqual([]);
  });

  it('is read for a tool that reads, but for the exceptions', () => {
    const reading = tools.filter(({ name, annotations }) => annotations.readOnlyHint && !exceptionNames.includes(name));

    expect(reading.filter((tool) => requiredScope(tool) !== 'read')).toEqual([]);
  });

  it('is told in docs/security.md for every tool that needs admin', () => {
    const page = readFileSync(join(repository, 'docs/security.md'), 'utf8');

    expect(namesOf('admin').filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('names as exceptions only tools that there are', () => {
    expect(exceptionNames.filter((name) => !tools.some((tool) => tool.name === name))).toEqual([]);
  });
});
