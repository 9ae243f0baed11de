import type { OutputService } from './compose-output.ts';
import { append } from './pairs.ts';
import { type Place, type Rules, several, single, understood, unsupported } from './rule.ts';

const noRange = 'compose names no ranges of subordinate ids; use userns_mode';

/** The keys of user namespaces, of `[Container]` and `[Pod]`. */
export const idRules: Rules<OutputService> = {
  GIDMap: several('plain words', (values, place) => addMaps('gidmaps', values, place)),
  RemapGid: understood(),
  RemapUid: understood(),
  RemapUidSize: understood(),
  RemapUsers: single(remapUsers),
  SubGIDMap: unsupported(noRange),
  SubUIDMap: unsupported(noRange),
  UIDMap: several('plain words', (values, place) => addMaps('uidmaps', values, place)),
  UserNS: single((value, { draft, text }) => {
    draft.userns_mode = text(value);
  }),
};

function addMaps(
  key: 'uidmaps' | 'gidmaps',
  values: readonly string[],
  { draft, text, note }: Place<OutputService>,
): void {
  append(draft, `x-podman.${key}`, values.map(text));
  note.changed(`only podman-compose maps ids (x-podman.${key})`);
}

/** The deprecated keys, which stand for `UserNS=` or for maps. */
function remapUsers(mode: string, place: Place<OutputService>): void {
  const { section } = place;
  const [uids, gids] = [place.values(section, 'RemapUid'), place.values(section, 'RemapGid')];
  if (mode === 'manual') {
    if (uids.length > 0) addMaps('uidmaps', uids, place);
    if (gids.length > 0) addMaps('gidmaps', gids, place);
    return;
  }
  const [uidName, gidName] = mode === 'auto' ? ['uidmapping', 'gidmapping'] : ['uid', 'gid'];
  const size = mode === 'auto' ? place.values(section, 'RemapUidSize').map((value) => `size=${value}`) : [];
  const options = [...uids.map((id) => `${uidName}=${id}`), ...gids.map((id) => `${gidName}=${id}`), ...size];
  place.draft.userns_mode = place.text([mode, ...(options.length === 0 ? [] : [options.join(',')])].join(':'));
}
