import { defineCalls } from '../service-call.ts';

/** One library as a whole, and changes of what is in it. */
export const plexLibraryCalls = defineCalls({
  sectionPrefs: { method: 'GET', path: '/library/sections/{sectionId}/prefs' },
  sectionPart: { method: 'GET', path: '/library/sections/{sectionId}/all', query: { type: 'number' }, isSlow: true },
  leaves: { method: 'GET', path: '/library/metadata/{ids}/allLeaves' },
  itemFiles: { method: 'GET', path: '/library/metadata/{ids}' },
  /** The names are patterns: `title.value`, `title.locked`, `genre[0].tag.tag`, `genre[].tag.tag-`. */
  editItems: {
    method: 'PUT',
    path: '/library/sections/{sectionId}/all',
    query: {
      type: 'text',
      id: 'number',
      'field.value': 'text',
      'field.locked': 'number',
      'tagtype[idx].tag.tag': 'text',
      'tagtype[].tag.tag-': 'text',
    },
  },
  rate: { method: 'PUT', path: '/:/rate', query: { identifier: 'text', key: 'text', rating: 'number' } },
  markWatched: { method: 'PUT', path: '/:/scrobble', query: { identifier: 'text', key: 'text' } },
  markUnwatched: { method: 'PUT', path: '/:/unscrobble', query: { identifier: 'text', key: 'text' } },
  deleteItem: { method: 'DELETE', path: '/library/metadata/{ids}', isSlow: true },
  deleteVersion: { method: 'DELETE', path: '/library/metadata/{ids}/media/{mediaItem}', isSlow: true },
  listArtwork: { method: 'GET', path: '/library/metadata/{ids}/{element}', isSlow: true },
  addArtwork: { method: 'POST', path: '/library/metadata/{ids}/{element}', query: { url: 'text' }, isSlow: true },
  selectArtwork: { method: 'PUT', path: '/library/metadata/{ids}/{element}', query: { url: 'text' }, isSlow: true },
  image: {
    method: 'GET',
    path: '/photo/:/transcode',
    isBinary: true,
    query: { url: 'text', width: 'number', height: 'number', format: ['jpg', 'png'] },
  },
});
