import { qualityProfiles } from '../arr/quality-profiles.ts';

export default qualityProfiles('sonarr');
