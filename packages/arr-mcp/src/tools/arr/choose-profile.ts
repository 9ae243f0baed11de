import type { QualityProfile } from '../../services/arr/arr-schemas.ts';
import { chooseSetting } from './choose-setting.ts';

/**
 * The quality profile of a name or an id, or the only one there is.
 * @throws AppError that lists them
 */
export function chooseProfile(profiles: readonly QualityProfile[], given: string | number | undefined): QualityProfile {
  const named = profiles.map((profile) => ({ ...profile, name: profile.name ?? String(profile.id) }));
  return chooseSetting(named, { kind: 'quality profile', given, argument: 'quality_profile' });
}
