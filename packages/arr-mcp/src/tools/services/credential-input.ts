import { z } from 'zod';

/** The name of an instance, also one that is not there yet. */
export const instanceName = z.string().min(1).max(40).describe('Such as sonarr or sonarr-4k.');
