import { describe, expect, it } from 'vitest';

import { type Scope, expandScopes, scopes } from '../scopes.ts';
import { loadTools } from './load-tools.ts';
import { requiredScope } from './required-scope.ts';
import { type Narrowing, type OperatorPolicy, selectTools, unknownSelectors } from './select-tools.ts';

const tools = loadTools();
const open: OperatorPolicy = { toolsets: ['default'], readOnly: false };

function select(policy: Partial<OperatorPolicy> = {}, narrowing?: Narrowing) {
  const { listed, allowed, blocked } = selectTools(tools, { ...open, ...policy }, narrowing);
  return { listed: listed.map(({ name }) => name), allowed: [...allowed.keys()], blocked };
}

describe('selectTools', () => {
  it('lists the marked tools by default and allows all', () => {
    const { listed, allowed } = select();

    expect(listed).toEqual(tools.filter(({ starred }) => starred).map(({ name }) => name));
    expect(allowed).toHaveLength(tools.length);
  });

  it('lists every tool in full, and the finder alone in compact', () => {
    expect(select({ toolsets: ['full'] }).listed).toHaveLength(tools.length);
    expect(select({ toolsets: ['compact'] }).listed).toEqual([
      'call_read_tool',
      'call_write_tool',
      'describe_tool',
      'find_tools',
    ]);
  });

  it('takes a list of toolsets and tools as all there is, finder included', () => {
    const { listed, allowed } = select({ toolsets: ['units', 'container_list'] });

    expect(listed).toContain('unit_logs');
    expect(listed).toContain('container_list');
    expect(listed).not.toContain('find_tools');
    expect(allowed).toContain('find_tools');
    expect(allowed).not.toContain('container_stop');
  });

  it('narrows to what an address names and never beyond the operator', () => {
    const { listed, allowed } = select({ toolsets: ['containers'] }, { include: ['containers', 'units'] });

    expect(listed).toContain('container_list');
    expect(allowed).not.toContain('unit_logs');
  });

  it.each([
    ['the operator', { readOnly: true }, undefined, /READ_ONLY_MODE/],
    ['the operator, for a toolset', { readOnly: ['containers'] }, undefined, /READ_ONLY_MODE/],
    ['the operator, by the name of the tool', { readOnly: ['container_stop'] }, undefined, /READ_ONLY_MODE/],
    ['the connection', {}, { readOnly: true }, /this connection is read-only/],
    ['an exclusion of the tool', {}, { exclude: ['container_stop'] }, /X-MCP-Exclude-Tools/],
    ['an exclusion of its toolset', {}, { exclude: ['containers'], include: ['full'] }, /X-MCP-Exclude-Tools/],
  ])('blocks a writing tool when %s says so, and tells why', (_who, policy, profile, reason) => {
    const { listed, allowed, blocked } = select(policy, profile);

    expect(listed).not.toContain('container_stop');
    expect(allowed).not.toContain('container_stop');
    expect(blocked.get('container_stop')?.message).toMatch(reason);
  });

  it('leaves nothing that writes in read-only mode', () => {
    const { allowed } = selectTools(tools, { toolsets: ['full'], readOnly: true });

    expect([...allowed.values()].filter(({ annotations }) => !annotations.readOnlyHint)).toEqual([]);
  });
});

describe('selectTools for a caller', () => {
  const of = (scope: Scope, toolsets?: string[]) => ({
    caller: { scopes: expandScopes([scope]), ...(toolsets === undefined ? {} : { toolsets }) },
  });

  it.each(scopes)('with scope %s allows exactly what that covers, and lists no more', (scope) => {
    const { listed, allowed, blocked } = select({ toolsets: ['full'] }, of(scope));
    const covered = tools.filter((tool) => expandScopes([scope]).has(requiredScope(tool))).map(({ name }) => name);

    expect(allowed).toEqual(covered);
    expect(listed).toEqual(covered);
    expect([...blocked.keys(), ...allowed]).toHaveLength(tools.length);
  });

  it('without any scope allows nothing', () => {
    const { allowed } = selectTools(tools, open, { caller: { scopes: new Set() } });

    expect(allowed.size).toBe(0);
  });

  it('tells which scope is missing', () => {
    const { blocked } = select({}, of('read'));

    expect(blocked.get('container_restart')).toMatchObject({ scope: 'write', code: 'insufficient_scope' });
    expect(blocked.get('unit_restart')).toMatchObject({ scope: 'admin', message: 'unit_restart needs scope admin' });
  });

  it('with toolsets allows these, the finder, and the jobs that came of them', () => {
    const { allowed, blocked } = select({}, of('admin', ['containers']));
    const others = tools.filter(({ toolset }) => toolset !== 'containers' && toolset !== 'finder');

    expect(allowed).toEqual(expect.arrayContaining(['container_remove', 'find_tools']));
    expect(others.filter(({ name }) => allowed.includes(name)).map(({ name }) => name)).toEqual([
      'job_cancel',
      'job_get',
      'job_list',
    ]);
    expect(blocked.get('unit_logs')).toMatchObject({
      code: 'refused',
      message: 'unit_logs is outside the toolsets of this key: containers',
    });
  });

  it('narrows to what both the key and the address name', () => {
    const { listed, allowed } = select({}, { include: ['units', 'containers'], ...of('read', ['containers', 'logs']) });

    expect(listed).toEqual(['container_inspect', 'container_list', 'container_logs', 'container_stats']);
    expect(allowed).toEqual(listed);
  });

  // Whoever gets the scope must then be able to call it.
  it.each([
    ['the operator switched it off', { readOnly: true }, {}, 'read_only'],
    ['the connection is read-only', {}, { readOnly: true }, 'read_only'],
    ['the key is for other toolsets', {}, of('read', ['logs']), 'refused'],
    ['the address names others', {}, { include: ['logs'] }, undefined],
    ['the operator names others', { toolsets: ['logs'] }, {}, undefined],
  ])('names no scope where %s', (_why, policy, narrowing, code) => {
    const { blocked } = select(policy, { ...of('read'), ...narrowing });

    expect(blocked.get('container_restart')?.code).toBe(code);
  });
});

describe('unknownSelectors', () => {
  it('names what is neither a profile, a toolset nor a tool', () => {
    expect(unknownSelectors(['default', 'units', 'unit_logs', 'unti'], tools)).toEqual(['unti']);
  });
});
