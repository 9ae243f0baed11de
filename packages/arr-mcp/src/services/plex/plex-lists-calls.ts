import { defineCalls } from '../service-call.ts';

/** Playlists and collections. */
export const plexListsCalls = defineCalls({
  identity: { method: 'GET', path: '/identity' },
  playlists: {
    method: 'GET',
    path: '/playlists',
    query: { playlistType: ['audio', 'video', 'photo'], sectionID: 'number' },
  },
  playlist: { method: 'GET', path: '/playlists/{playlistId}' },
  playlistItems: { method: 'GET', path: '/playlists/{playlistId}/items' },
  createPlaylist: {
    method: 'POST',
    path: '/playlists',
    query: { title: 'text', type: 'text', smart: 'number', uri: 'text' },
  },
  editPlaylist: {
    method: 'PUT',
    path: '/playlists/{playlistId}',
    query: { 'title.value': 'text', 'title.locked': 'number', 'summary.value': 'text', 'summary.locked': 'number' },
  },
  deletePlaylist: { method: 'DELETE', path: '/playlists/{playlistId}' },
  addToPlaylist: { method: 'PUT', path: '/playlists/{playlistId}/items', query: { uri: 'text' } },
  removeFromPlaylist: { method: 'DELETE', path: '/playlists/{playlistId}/items/{entryId}' },
  collections: { method: 'GET', path: '/library/sections/{sectionId}/collections' },
  collection: { method: 'GET', path: '/library/metadata/{ids}' },
  collectionItems: { method: 'GET', path: '/library/collections/{collectionId}/items' },
  createCollection: {
    method: 'POST',
    path: '/library/collections',
    query: { sectionId: 'text', title: 'text', smart: 'number', uri: 'text', type: 'number' },
  },
  deleteCollection: { method: 'DELETE', path: '/library/collections/{collectionId}' },
  addToCollection: { method: 'PUT', path: '/library/collections/{collectionId}/items', query: { uri: 'text' } },
  removeFromCollection: { method: 'DELETE', path: '/library/collections/{collectionId}/items/{itemId}' },
  setCollectionPrefs: {
    method: 'PUT',
    path: '/library/metadata/{ids}/prefs',
    query: { collectionMode: 'number', collectionSort: 'number', collectionFilterBasedOnUser: 'number' },
  },
});
