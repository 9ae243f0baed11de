import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { instructions } from '../mcp/instructions.ts';
import { type ToolDefinition, ToolRegistry } from '../mcp/registry.ts';
import type { Tool } from './define-tool.ts';
import { toInputSchema } from './input-schema.ts';
import { loadTools } from './load-tools.ts';
import { classes } from './tool-classes.fixtures.ts';
import { selectTools } from './select-tools.ts';
import { isToolset, toolsets } from './toolsets.ts';

// What every tool has to be, whoever adds it: the names, classes and budgets that clients and models were promised.

// A field of one of these names, or one that can only take listed values, needs no words.
const selfEvident = new Set(
  `active_only add album_id api_key arguments artist audio_stream_id blocklist category client collection confirmation_token content create cursor days delete_files download download_id
    enabled episode_id episode_ids failed_only file_id file_ids folder guid has_file incomplete indexer indexer_id
    item items client_id client_secret job_id keyword lan library limit lines list_files lock metadata_profile minutes missing monitored move_files movie name offset_seconds past_days
    password paused playlist quality_profile query queue_id reason release remove_from_client root_folder save_path search search_again season season_folders seasons seconds
    series session_id show stack start_line summary tag tags task term title tmdb_id token username torrent torrents tvdb_id value instance remove upload user video_stream_id watched year`.split(
    /\s+/,
  ),
);

const Field = z.looseObject({ description: z.string().optional(), enum: z.array(z.unknown()).optional() });
const InputSchema = z.object({
  type: z.literal('object'),
  properties: z.record(z.string(), Field).default({}),
  required: z.array(z.string()).optional(),
});

const tools = loadTools();
const registry = new ToolRegistry(tools);
const named = tools.map((tool) => [tool.name, tool] as const);

function tokens(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value)) / 4;
}

function profile(name: string): readonly ToolDefinition[] {
  return registry.list(selectTools(tools, { toolsets: [name], readOnly: false }));
}

function levels(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'properties' in value ? 1 : 0;
  return own + Math.max(0, ...Object.values(value).map(levels));
}

describe('the tools', () => {
  it('are those that the table above promises, each of its class', () => {
    const found = tools.map((tool) => [tool.name, `${letterOf(tool)}${tool.starred ? '*' : ''}`]);

    expect(Object.fromEntries(found)).toEqual(classes);
  });

  it('have names that no other tool has', () => {
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  });

  it('stand in lists by toolset, then by name', () => {
    const order = Object.keys(toolsets);
    const places = tools.map(({ toolset, name }) => `${String(order.indexOf(toolset)).padStart(2)} ${name}`);

    expect(places).toEqual([...places].sort());
  });

  it('leave no toolset empty', () => {
    expect(new Set(tools.map(({ toolset }) => toolset))).toEqual(new Set(Object.keys(toolsets).filter(isToolset)));
  });
});

describe.each(named)('%s', (name, tool) => {
  const definition = registry.definition(tool);
  const schema = InputSchema.parse(definition.inputSchema);

  it('has a name that every client and model accepts', () => {
    expect(name).toMatch(/^[a-z][a-z0-9_]{2,39}$/);
    expect(name).not.toMatch(/__|_$/);
  });

  it('is described in a first sentence that fits a list, and in 500 characters at most', () => {
    const [first] = /^[A-Z].*?\.(?=\s|$)/s.exec(tool.description) ?? [];

    expect(first).toBeDefined();
    expect(first?.length).toBeLessThanOrEqual(120);
    expect(tool.description.length).toBeLessThanOrEqual(500);
    expect(tool.description).toMatch(/\.$/);
    expect(tool.title.length).toBeLessThanOrEqual(60);
  });

  it('takes at most eight arguments, two levels deep', () => {
    expect(Object.keys(schema.properties).length).toBeLessThanOrEqual(8);
    expect(levels(definition.inputSchema)).toBeLessThanOrEqual(2);
  });

  it.each(Object.entries(schema.properties))('tells what %s is', (field, property) => {
    const { description, enum: values } = property;

    expect(field).toMatch(/^[a-z][a-z0-9_]{0,63}$/);
    expect(description !== undefined || values !== undefined || selfEvident.has(field)).toBe(true);
    expect(description?.length ?? 0).toBeLessThanOrEqual(160);
    expect(values?.length ?? 0).toBeLessThanOrEqual(30);
  });

  it('has a schema that every client understands', () => {
    expect(JSON.stringify(definition.inputSchema)).not.toContain('"$ref"');
    expect(definition.inputSchema).not.toHaveProperty('anyOf');
    expect(definition.inputSchema).not.toHaveProperty('oneOf');
    expect(definition.inputSchema).not.toHaveProperty('allOf');
    expect(definition.inputSchema).not.toHaveProperty('$schema');
  });

  it('sets every hint that says something about it', () => {
    const hints = { R: { readOnlyHint: true }, W: { destructiveHint: false }, D: { destructiveHint: true } };

    expect(definition.annotations).toEqual(hints[letterOf(tool)]);
  });

  it('refuses arguments that it does not know', () => {
    expect(toInputSchema(tool.input)['additionalProperties']).toBe(false);
  });

  it('asks before it destroys', () => {
    const asks = 'confirmation_token' in schema.properties;

    // The finder passes the confirmation on with the other arguments of the tool that it calls.
    expect(asks).toBe(letterOf(tool) === 'D' && tool.toolset !== 'finder');
    expect(schema.required ?? []).not.toContain('confirmation_token');
  });

  it('costs a model at most 250 tokens', () => {
    expect(tokens(definition)).toBeLessThanOrEqual(250);
  });
});

describe('the lists', () => {
  it.each([
    ['compact', 500],
    ['default', 4000],
    ['full', 16_000],
  ])('cost a model, as %s, at most %i tokens', (name, limit) => {
    expect(tokens(profile(name))).toBeLessThanOrEqual(limit);
  });

  it('cost a model at most 15,000 tokens in full with the services of most households', () => {
    const services = new Set(['sonarr', 'radarr', 'plex', 'sabnzbd', 'qbittorrent', 'trakt'] as const);
    const catalog = selectTools(tools, { toolsets: ['full'], readOnly: false, services });

    expect(tokens(registry.list(catalog))).toBeLessThanOrEqual(15_000);
  });

  it('have at most 40 tools in the default profile, and the finder in every one', () => {
    expect(profile('default').length).toBeLessThanOrEqual(40);
    expect(profile('compact').map(({ name }) => name)).toEqual([
      'call_read_tool',
      'call_write_tool',
      'describe_tool',
      'find_tools',
    ]);
    expect(profile('default').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['find_tools', 'call_read_tool', 'call_write_tool']),
    );
  });

  it.each(['/mcp/readonly', 'READ_ONLY_MODE=true'])('hold nothing that writes under %s', (way) => {
    const readOnly = way === 'READ_ONLY_MODE=true';
    const catalog = selectTools(tools, { toolsets: ['full'], readOnly }, readOnly ? {} : { readOnly: true });

    expect(catalog.listed.map(letterOf)).toEqual(catalog.listed.map(() => 'R'));
    expect(catalog.listed.length).toBe(Object.values(classes).filter((each) => each.startsWith('R')).length);
  });
});

describe('the server instructions', () => {
  it('fit what clients keep, the essentials in the first 500 characters', () => {
    expect(instructions.length).toBeLessThanOrEqual(1800);
    for (const essential of ['find_tools', 'call_read_tool', 'call_write_tool', 'confirmation_token']) {
      expect(instructions.slice(0, 500)).toContain(essential);
    }
  });

  it('name only tools that exist', () => {
    const names = instructions.match(/\b[a-z]+_[a-z_]+\b/g) ?? [];
    const others = new Set(['confirmation_token', 'job_id', 'next_cursor']);

    expect(names.filter((name) => !others.has(name) && !(name in classes))).toEqual([]);
  });
});

function letterOf({ annotations }: Tool): 'R' | 'W' | 'D' {
  if (annotations.readOnlyHint) return 'R';
  return annotations.destructiveHint ? 'D' : 'W';
}
