import { z } from 'zod';

/** The argument that names a file or directory of a scope. */
export const pathInput = z.string().min(1).max(4096).describe('Absolute path.');
