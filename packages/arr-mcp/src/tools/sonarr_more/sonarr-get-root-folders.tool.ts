import { rootFolders } from '../arr/root-folders.ts';

export default rootFolders('sonarr');
