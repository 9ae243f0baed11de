/** The items of `server://<id>/com.plexapp.plugins.library/library/metadata/1,2,3`. */
export function itemsOf(uri = ''): number[] {
  const [, ids = ''] = /\/library\/metadata\/([\d,]+)$/.exec(uri) ?? [];
  return ids.split(',').flatMap((id) => (id === '' ? [] : [Number(id)]));
}
