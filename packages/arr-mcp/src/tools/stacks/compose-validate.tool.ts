import { StackName } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { ComposeModel } from '../../conversion/compose/compose-model.ts';
import { toLine } from '../../domain/check-stack-files.ts';
import { type StackChange, readStackChanges } from '../../domain/stack-change.ts';
import { AppError } from '../../errors.ts';
import { maskText } from '../../mask-secrets.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import type { ToolContext } from '../tool-context.ts';
import { checkParts, composeContent, findTarget, readTarget, restoreText } from './compose-file.ts';
import { stackInput } from './stack-schema.ts';

export default defineTool({
  name: 'compose_validate',
  title: 'Check a compose file',
  description:
    'Checks the compose file of a stack, or a text that is not written yet. Tells of its shape, files, and what it asks of the host.',
  toolset: 'stacks',
  annotations: READ,
  input: z.object({ ...stackInput, content: composeContent.optional().describe('A text instead of the file.') }),
  output: z.object({
    valid: z.boolean(),
    services: z.array(z.string()),
    problems: z.array(z.string()),
    warnings: z.array(z.string()),
    compose: z.string().optional(),
  }),
  async handler({ stack, content }, context) {
    if (content !== undefined) return checkText(stack, content, context);
    const { path, standing } = await readTarget(stack, context);
    const text = standing.content.toString('utf8');
    const [own, compose] = [
      await judge(stack, { path, text, isStanding: true }, context),
      await askCompose(stack, context),
    ];
    return { ...own, valid: own.valid && compose.failed !== true, compose: compose.text };
  },
});

const maxListed = 30;
const maxOutput = 1500;

async function checkText(stack: string, content: string, context: ToolContext) {
  const target = await findTarget(stack, context);
  return judge(stack, { path: target.path, text: restoreText(content, target), isStanding: false }, context);
}

interface Judged {
  readonly path: string;
  readonly text: string;
  /** it is what the stack has already, so that what it asks of the host is told and not refused */
  readonly isStanding: boolean;
}

async function judge(stack: string, { path, text, isStanding }: Judged, context: ToolContext) {
  const parts = checkParts(context);
  const changes = await readStackChanges(new Map([[path, text]]), {
    ...parts,
    allowHostAccess: isStanding || parts.allowHostAccess,
    againstNothing: isStanding,
  });
  const own = changes.find((change) => change.stack.name === stack);
  const findings = own?.after?.project.findings ?? [];
  const policies = changes.filter((change) => !isStanding || change === own).map(({ policy }) => policy);
  const errors = findings.filter(({ level }) => level === 'error').map(toLine);
  const others = findings.filter(({ level }) => level !== 'error').map(toLine);
  const problems = [...errors, ...policies.flatMap((policy) => policy.problems)];
  return {
    valid: problems.length === 0 && own?.after?.project.model !== undefined,
    services: listServices(own),
    problems: problems.slice(0, maxListed),
    warnings: [...policies.flatMap((policy) => policy.warnings), ...others].slice(0, maxListed),
  };
}

function listServices(change: StackChange | undefined): string[] {
  const model: ComposeModel | undefined = change?.after?.project.model;
  return Object.entries(model?.services ?? {}).map(([name, { profiles = [] }]) =>
    profiles.length === 0 ? name : `${name} (profile ${profiles.join(', ')})`,
  );
}

/** What compose itself says, where the helper can ask it. */
async function askCompose(
  name: string,
  { helper, signal }: ToolContext,
): Promise<{ readonly text: string; readonly failed?: boolean }> {
  try {
    const { output } = await helper.call('compose_validate', { stack: StackName.parse(name) }, { signal });
    return { text: output === '' ? 'compose accepts it' : maskText(output.slice(-maxOutput)) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    const last = error.details?.['last_output'];
    const said = typeof last === 'string' ? `${error.message}: ${last.slice(-maxOutput)}` : error.message;
    return error.code === 'command_failed'
      ? { text: maskText(said), failed: true }
      : { text: `not asked: ${error.message}` };
  }
}
