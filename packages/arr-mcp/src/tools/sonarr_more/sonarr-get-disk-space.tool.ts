import { diskSpace } from '../arr/disk-space.ts';

export default diskSpace('sonarr');
