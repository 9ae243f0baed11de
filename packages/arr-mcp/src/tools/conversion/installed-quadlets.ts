import { type QuadletInfo, QuadletName } from '@arr-mcp/helper-protocol';

import { type StagedQuadlet, isNamed, listReferences } from '../../domain/quadlet-order.ts';
import { AppError } from '../../errors.ts';
import { findStack } from '../stacks/find-stack.ts';
import type { ToolContext } from '../tool-context.ts';

/** The installed Quadlets of a stack: those of its services, and every one that they refer to. */
export async function readInstalled(stack: string, context: ToolContext): Promise<StagedQuadlet[]> {
  const { helper, signal } = context;
  const { kind, services } = await findStack(stack, context);
  const { quadlets } = await helper.call('quadlet_list', {}, { signal });
  const units = new Set(services.flatMap(({ unit }) => (unit === undefined ? [] : [unit])));
  const left = new Set(quadlets);
  const found: StagedQuadlet[] = [];
  let wanted = quadlets.filter(({ unit }) => units.has(unit));
  while (wanted.length > 0) {
    for (const info of wanted) left.delete(info);
    const read = await Promise.all(wanted.map(async (info) => readQuadlet(info, context)));
    found.push(...read);
    const references = new Set(read.flatMap((quadlet) => [...listReferences(quadlet)]));
    wanted = [...left].filter((info) => isNamed({ ...info, name: QuadletName.parse(info.name) }, references));
  }
  if (found.length > 0) return found;
  throw new AppError('not_found', `no Quadlets of ${stack} are installed; it is a ${kind} stack`, {
    hint: 'from=staged reads those that compose_to_quadlets made.',
  });
}

async function readQuadlet(
  { name, kind }: QuadletInfo,
  { helper, signal }: Pick<ToolContext, 'helper' | 'signal'>,
): Promise<StagedQuadlet> {
  const ref = { name: QuadletName.parse(name), kind };
  const { content } = await helper.call('quadlet_read', ref, { signal });
  return { ...ref, content };
}
