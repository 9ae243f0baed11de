import { composeFileNames } from '@arr-mcp/helper-protocol';
import { posix } from 'node:path';

import type { Finding } from '../conversion/findings.ts';
import { AppError } from '../errors.ts';
import { maskText } from '../mask-secrets.ts';
import { type StackChange, type StackCheckParts, readStackChanges } from './stack-change.ts';
import type { FileChanges } from './stack-project.ts';

export interface StackFilesCheck {
  readonly changes: readonly StackChange[];
  /** what the caller should know, of each stack that is touched */
  readonly warnings: readonly string[];
}

const maxListed = 20;

/**
 * Checks what a change of files makes of the stacks that are read from them.
 * @throws AppError `refused` for what would give a container the host, `invalid_argument` for a compose file with errors
 */
export async function checkStackFiles(changes: FileChanges, parts: StackCheckParts): Promise<StackFilesCheck> {
  const found = await readStackChanges(changes, parts);
  const problems = found.flatMap(({ stack, policy }) => policy.problems.map((problem) => `${stack.name}: ${problem}`));
  if (problems.length > 0) {
    throw new AppError('refused', `this would give a container of ${namesOf(found)} the host`, {
      hint: 'Leave that out, or let the operator set ARR_MCP_ALLOW_HOST_ACCESS=true.',
      details: { problems: problems.slice(0, maxListed) },
    });
  }
  for (const change of found) refuseUnsound(change, changes, parts);
  return { changes: found, warnings: found.flatMap(warningsOf) };
}

/** The same for one file of the change history; returns the warnings. */
export function checkChangedFile(
  parts: StackCheckParts,
): (path: string, content: Uint8Array | null) => Promise<readonly string[]> {
  return async (path, content) => {
    const text = content === null ? null : Buffer.from(content).toString('utf8');
    const { warnings } = await checkStackFiles(new Map([[path, text]]), parts);
    return warnings;
  };
}

/** Findings that the change brings: what was wrong before does not keep anybody from changing something else. */
function newErrors({ before, after }: StackChange): Finding[] {
  const old = new Set(errorsOf(before?.project.findings).map(toLine));
  return errorsOf(after?.project.findings).filter((finding) => !old.has(toLine(finding)));
}

export function toLine({ subject, attribute, text }: Pick<Finding, 'subject' | 'attribute' | 'text'>): string {
  return maskText(attribute === '' ? `${subject}: ${text}` : `${subject}: ${attribute}: ${text}`);
}

function refuseUnsound(
  change: StackChange,
  changes: FileChanges,
  { allowHostAccess, resolveLinks }: StackCheckParts,
): void {
  const { stack, after } = change;
  if (after === undefined) return;
  const main = resolveLinks(posix.join(stack.path, stack.composeFile));
  const written = [...changes].filter(([, text]) => text !== null).map(([path]) => resolveLinks(path));
  const isUnknown = after.ways.some(({ model }) => model === undefined);
  if (written.includes(main)) {
    const errors = after.project.model === undefined ? errorsOf(after.project.findings) : newErrors(change);
    if (errors.length > 0) throw unsound(stack.name, errors);
  }
  // What cannot be read here may be read by compose, with what nobody has looked at in it.
  const isDeciding = written.some((path) => !isLineFile(path) && touches(change, path, resolveLinks));
  if (isUnknown && isDeciding && !allowHostAccess) {
    const errors = after.ways.flatMap(({ findings }) => errorsOf(findings));
    throw new AppError('refused', `what the stack ${stack.name} would become cannot be told`, {
      hint: 'Correct what is named; compose_validate checks a stack.',
      details: { problems: [...new Set(errors.map(toLine))].slice(0, maxListed) },
    });
  }
}

function unsound(name: string, errors: readonly Finding[]): AppError {
  return new AppError('invalid_argument', `the compose file of ${name} would not work`, {
    hint: 'Correct what is named; a missing .env or other file is written first, with file_write. compose_validate checks a text.',
    details: { problems: errors.map(toLine).slice(0, maxListed) },
  });
}

/** Lines `NAME=value`, with which a project is filled in; they add no services and no keys. */
function isLineFile(path: string): boolean {
  return /(?:^|[._-])env(?:$|[._-])/i.test(posix.basename(path));
}

function touches({ stack, before, after }: StackChange, path: string, resolveLinks: (path: string) => string): boolean {
  const main = composeFileNames.map((name) => posix.join(stack.path, name));
  return [...main, ...(before?.files ?? []), ...(after?.files ?? [])].some((file) => resolveLinks(file) === path);
}

function warningsOf(change: StackChange): string[] {
  const { stack, policy, after } = change;
  const errors = errorsOf(after?.project.findings).map(toLine);
  return [...policy.warnings, ...errors].map((warning) => `${stack.name}: ${warning}`);
}

function errorsOf(findings: readonly Finding[] = []): Finding[] {
  return findings.filter(({ level }) => level === 'error');
}

function namesOf(changes: readonly StackChange[]): string {
  const names = changes.filter(({ policy }) => policy.problems.length > 0).map(({ stack }) => stack.name);
  return names.join(', ');
}
