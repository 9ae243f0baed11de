import { QuadletName } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { QuadletText } from '../../conversion/quadlet/quadlet-text.ts';
import { AppError } from '../../errors.ts';
import type { ToolContext } from '../tool-context.ts';

/** What the helper and Podman's generator say of Quadlets that are not installed. */
export const GeneratorCheck = z.object({
  valid: z.boolean().optional(),
  problems: z.array(z.string()).optional(),
  warnings: z.array(z.string()).optional(),
  note: z.string().optional(),
});

const shown = 20;

/** Asks the helper to check a set as it would stand among the installed ones; without a helper a note says so. */
export async function checkQuadlets(
  files: readonly QuadletText[],
  { helper, signal }: Pick<ToolContext, 'helper' | 'signal'>,
): Promise<z.output<typeof GeneratorCheck>> {
  const candidates = files.map(({ name, kind, text }) => ({ name: QuadletName.parse(name), kind, content: text }));
  try {
    const { valid, problems, warnings } = await helper.call('quadlet_check', { files: candidates }, { signal });
    return { valid, problems: problems.slice(0, shown), warnings: warnings.slice(0, shown) };
  } catch (error) {
    if (!(error instanceof AppError) || !['unavailable', 'unreachable'].includes(error.code)) throw error;
    return { note: `not checked by Podman's generator: ${error.message}` };
  }
}
