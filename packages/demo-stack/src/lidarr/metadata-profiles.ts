const primaryTypes = ['Album', 'EP', 'Single'];

/** The two profiles that every Lidarr has: the usual albums, and none. */
export const metadataProfiles = [
  { id: 1, name: 'Standard', allowed: true },
  { id: 2, name: 'None', allowed: false },
].map(({ id, name, allowed }) => ({
  id,
  name,
  primaryAlbumTypes: primaryTypes.map((type, index) => ({ albumType: { id: index, name: type }, allowed })),
  secondaryAlbumTypes: [{ albumType: { id: 0, name: 'Studio' }, allowed }],
  releaseStatuses: [{ releaseStatus: { id: 0, name: 'Official' }, allowed }],
}));
