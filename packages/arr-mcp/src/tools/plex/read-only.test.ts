import { describe, expect, it } from 'vitest';

import { loadTools } from '../load-tools.ts';
import { selectTools } from '../select-tools.ts';
import { serviceOf } from '../toolsets.ts';

const tools = loadTools().filter(({ toolset }) => serviceOf(toolset) === 'plex');
const writing = tools.filter(({ annotations }) => !annotations.readOnlyHint);

describe('READ_ONLY_MODE=plex', () => {
  const catalog = selectTools(loadTools(), { toolsets: ['full'], readOnly: ['plex'] });

  it('covers the writing tools of all five toolsets of Plex, and leaves those that read', () => {
    expect(new Set(writing.map(({ toolset }) => toolset))).toEqual(
      new Set(['plex', 'plex_library', 'plex_lists', 'plex_server', 'plex_clients']),
    );
    expect(writing.filter(({ name }) => catalog.allowed.has(name))).toEqual([]);
    expect(tools.filter(({ name }) => !catalog.allowed.has(name))).toEqual(writing);
  });

  it.each(writing.map(({ name, title }) => [name, title] as const))(
    'blocks %s, names the operation and the setting that allows it',
    (name, title) => {
      expect(catalog.blocked.get(name)).toMatchObject({
        code: 'read_only',
        message: `${name} writes, and READ_ONLY_MODE switches writing off for plex`,
        hint: `Blocked: ${title}. The operator can allow it: take plex out of it.`,
      });
    },
  );

  it('leaves other services alone', () => {
    expect(catalog.allowed.has('sonarr_add_series')).toBe(true);
  });
});
