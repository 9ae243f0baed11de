import { z } from 'zod';

/** Why something is changed; the history shows it. */
export const reasonInput = z.string().max(300).optional().describe('Why, for the history.');
