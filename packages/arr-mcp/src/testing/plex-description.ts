import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ApiDescription, type OpenApiDocument, sharedFolder } from '@arr-mcp/demo-stack/testing';
import { parse } from 'yaml';

type Tree = Readonly<Record<string, unknown>>;

/** What is described of Plex Media Server, with the parts that it only refers to put in their place. */
export function loadPlexDescription(): ApiDescription {
  const text = readFileSync(join(sharedFolder ?? '', 'specs', 'plex-media-server.openapi.yaml'), 'utf8');
  // It is an OpenAPI document by its origin; a test that reads it wrongly fails.
  const document = parse(text) as { components: Readonly<Record<string, Tree>> };
  return new ApiDescription(inPlace(document, document.components) as OpenApiDocument);
}

// Schemas may refer to themselves, and are resolved by whoever checks them.
function inPlace(value: unknown, components: Readonly<Record<string, Tree>>): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => inPlace(each, components));
  if (typeof value !== 'object' || value === null) return value;
  const [, kind = '', name = ''] = /^#\/components\/(parameters|responses)\/(.+)$/.exec(referenceOf(value)) ?? [];
  if (name !== '') return inPlace(components[kind]?.[name], components);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [key, inPlace(each, components)]),
  );
}

function referenceOf(value: object): string {
  return '$ref' in value && typeof value.$ref === 'string' ? value.$ref : '';
}

// What servers do and the description leaves out, or has otherwise. Each is as recorded, or as python-plexapi, which is
// tried against real servers, has done it for years.
const deviations: readonly RegExp[] = [
  // Paths of old, which are not described.
  /^GET \/(?:accounts|clients|servers|library\/sections|player\/\S+) is not in/,
  /^GET \/library\/metadata\/\d+\/(?:posters|arts|clearLogos) is not in/,
  /^DELETE \/library\/collections\/\d+(?:\/items\/\d+)? is not in/,
  /^GET \/library\/sections\/\d+\/all: there is no query parameter type$/,
  /^GET \/library\/metadata\/\d+: there is no query parameter includeGuids$/,
  // The description gives names for some fields and says that there are more.
  /^PUT \/library\/sections\/\d+\/all: there is no query parameter (?:id|[\w.[\]-]+\.(?:value|locked|tag|tag-))$/,
  /^PUT \/library\/metadata\/\d+\/prefs: there is no query parameter collection(?:Mode|Sort|FilterBasedOnUser)$/,
  /^PUT \/playlists\/\d+: there is no query parameter (?:title|summary)\.(?:value|locked)$/,
  /^POST \/playlists: there is no query parameter (?:title|type|smart)$/,
  /^GET \/playlists: there is no query parameter sectionID$/,
  /^POST \/library\/collections: smart is true or false, not 0$/,
  // In words it says that the image itself may be sent.
  /^POST \/library\/metadata\/\d+\/(?:posters|arts|clearLogos): it takes no body$/,
  // Recorded otherwise: streams without a key, parts without one while they are played, a count as text.
  /\.Stream\.\d+ must have required property 'key'/,
  /^GET \/status\/sessions: .*\.Part\.0 must have required property 'key'/,
  /\.childCount must be integer/,
];

/** Whether a problem is one of those that servers themselves have with their description. */
export function isKnownDeviation(problem: string): boolean {
  return deviations.some((deviation) => deviation.test(problem));
}
