import { maxComposeBytes } from '@arr-mcp/helper-protocol';

import { editEnvironment, referenceOf } from '../../conversion/compose/edit-environment.ts';
import { editEnvFile } from '../../domain/services/edit-env-file.ts';
import { AppError } from '../../errors.ts';
import { isSecretName, maskText } from '../../mask-secrets.ts';
import { type ComposeTarget, readTarget, runsAsQuadlets } from '../stacks/compose-file.ts';
import type { ToolContext } from '../tool-context.ts';
import type { Fix, FixInput } from './fix.ts';

/** One variable of a compose service; where its value is nothing but one of `.env`, that one. */
export async function planEnvironmentFix(input: FixInput, context: ToolContext): Promise<Fix> {
  refuseSecret(input);
  const stack = requireStack(input);
  const target = await readTarget(stack, context);
  if (await runsAsQuadlets(stack, context)) {
    throw new AppError('refused', `${stack} runs as Quadlets, not from a compose file`, {
      hint: 'quadlet_write changes one.',
    });
  }
  const edit = await editFiles(target, input, context);
  if (edit.before === input.value) {
    throw new AppError('invalid_argument', `${input.key} is ${JSON.stringify(input.value)} already`);
  }
  const warnings = await context.changes.check(edit.path, edit.text);
  const { text: content, before, ...rest } = edit;
  return {
    ...rest,
    key: input.key,
    ...(before === undefined ? {} : { before: maskText(before) }),
    after: input.value,
    content,
    warnings,
    effect: 'It counts once the stack is brought up again.',
    next: `stack_up ${stack} applies it.`,
  };
}

interface Edited {
  readonly path: string;
  readonly text: string;
  readonly before?: string;
  readonly standing: string | null;
}

async function editFiles(
  { path, standing, stack }: Required<ComposeTarget>,
  { service, key, value }: FixInput,
  { files }: ToolContext,
): Promise<Edited> {
  const edit = editEnvironment(standing.content.toString('utf8'), { service, name: key, value });
  const reference = edit.before === undefined ? undefined : referenceOf(edit.before);
  if (reference === undefined) return { path, standing: standing.sha256, ...edit };
  refuseSecret({ key: reference });
  const envPath = `${stack.path}/.env`;
  const env = await files.read(envPath, maxComposeBytes);
  const changed = editEnvFile(env?.content.toString('utf8') ?? '', reference, value);
  return { path: envPath, standing: env?.sha256 ?? null, ...changed };
}

// What is set here stands in previews and in the audit.
function refuseSecret({ key }: Pick<FixInput, 'key'>): void {
  if (!isSecretName(key)) return;
  throw new AppError('refused', `${key} looks like a secret, which is not set here`, {
    hint: 'The operator writes it into .env of the stack; credential_set stores what arr-mcp itself signs in with.',
  });
}

function requireStack({ stack }: FixInput): string {
  if (stack !== undefined) return stack;
  throw new AppError('invalid_argument', 'stack is missing', { hint: 'stack_list shows the names.' });
}
