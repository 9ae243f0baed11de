import { describe, expect, it } from 'vitest';

import { loadTools } from './load-tools.ts';
import { type OperatorPolicy, type RequestProfile, selectTools, unknownSelectors } from './select-tools.ts';

const tools = loadTools();
const open: OperatorPolicy = { toolsets: ['default'], readOnly: false };

function select(policy: Partial<OperatorPolicy> = {}, profile?: RequestProfile) {
  const { listed, allowed, blocked } = selectTools(tools, { ...open, ...policy }, profile);
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

describe('unknownSelectors', () => {
  it('names what is neither a profile, a toolset nor a tool', () => {
    expect(unknownSelectors(['default', 'units', 'unit_logs', 'unti'], tools)).toEqual(['unti']);
  });
});
