import { deleteQueueItem } from '../arr/delete-queue-item.ts';

export default deleteQueueItem('sonarr');
