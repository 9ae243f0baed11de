import type { Resource } from './metadata.ts';
import type { PlexEntry, PlexView } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

/** What was watched, and what it belongs to; all absent for what was deleted since. */
interface Seen {
  readonly entry: PlexEntry | undefined;
  readonly parent: PlexEntry | undefined;
  readonly top: PlexEntry | undefined;
}

const fields: Readonly<Record<string, (view: PlexView, seen: Seen) => unknown>> = {
  historyKey: ({ id }) => `/status/sessions/history/${id}`,
  key: (_view, { entry }) => keyOf(entry),
  ratingKey: (_view, { entry }) => entry && String(entry.ratingKey),
  librarySectionID: (_view, { entry }) => entry && String(entry.sectionId),
  parentKey: (_view, { parent }) => keyOf(parent),
  grandparentKey: (_view, { top }) => keyOf(top),
  // What was deleted since is still in the history, without its key.
  title: (_view, { entry }) => entry?.title ?? 'Deleted',
  parentTitle: (_view, { parent }) => parent?.title,
  grandparentTitle: (_view, { top }) => top?.title,
  type: (_view, { entry }) => entry?.type ?? 'movie',
  thumb: (_view, { entry }) => imageOf(entry, 'thumb'),
  parentThumb: (_view, { parent }) => imageOf(parent, 'thumb'),
  grandparentThumb: (_view, { top }) => imageOf(top, 'thumb'),
  grandparentArt: (_view, { top }) => imageOf(top, 'art'),
  index: (_view, { entry }) => entry?.index,
  parentIndex: (_view, { parent }) => parent?.index,
  originallyAvailableAt: (_view, { entry }) => entry?.originallyAvailableAt,
  viewedAt: ({ viewedAt }) => viewedAt,
  accountID: ({ accountId }) => accountId,
  deviceID: ({ deviceId }) => deviceId,
};

/** How a view is answered where some fields are not wanted: `title,thumb`. */
export function viewReader(state: PlexState, excludeFields = ''): (view: PlexView) => Resource {
  const unwanted = new Set(excludeFields.split(','));
  const wanted = Object.entries(fields).filter(([name]) => !unwanted.has(name));
  return (view) => {
    const entry = state.entries.get(view.ratingKey);
    const parent = entry && state.parentOf(entry);
    const seen = { entry, parent, top: parent && state.parentOf(parent) };
    const resource: Record<string, unknown> = {};
    for (const [name, read] of wanted) {
      const value = read(view, seen);
      if (value !== undefined) resource[name] = value;
    }
    return resource;
  };
}

function keyOf(entry: PlexEntry | undefined): string | undefined {
  return entry && `/library/metadata/${entry.ratingKey}`;
}

function imageOf(entry: PlexEntry | undefined, kind: 'thumb' | 'art'): string | undefined {
  return entry && `/library/metadata/${entry.ratingKey}/${kind}/${entry.updatedAt}`;
}
