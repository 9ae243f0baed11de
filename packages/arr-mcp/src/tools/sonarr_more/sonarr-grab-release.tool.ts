import { grabRelease } from '../arr/grab-release.ts';

export default grabRelease('sonarr');
