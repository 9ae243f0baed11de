import { tags } from '../arr/tags.ts';

export default tags('sonarr');
