import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { type QuadletScopes, checkQuadletPolicy, parseQuadletFile } from '@arr-mcp/helper-protocol';

import type { QuadletRef } from './backup-store.ts';
import { type HelperConfig, hostAccessSetting } from './config.ts';
import { HelperError } from './helper-error.ts';
import type { HelperContext } from './operation-context.ts';
import { toFileName } from './quadlet-directory.ts';
import { readReferences } from './quadlet-references.ts';

export interface QuadletCandidate extends QuadletRef {
  /** undefined: the file goes away */
  readonly content: string | undefined;
}

export interface QuadletFindings {
  /** what a file asks of the host and may not have */
  readonly refused: readonly string[];
  /** what does not parse, or what the generator refuses because of the change */
  readonly invalid: readonly string[];
  readonly warnings: readonly string[];
  readonly units: readonly string[];
}

/** Checks files as they would stand among the installed ones; only what the change brings along is a problem. */
export async function checkQuadlets(
  context: HelperContext,
  candidates: readonly QuadletCandidate[],
  signal: AbortSignal,
): Promise<QuadletFindings> {
  const refused: string[] = [];
  const invalid: string[] = [];
  const warnings: string[] = [];
  for (const candidate of candidates) {
    const findings = await checkContent(context, candidate);
    refused.push(...findings.refused);
    invalid.push(...findings.invalid);
    warnings.push(...findings.warnings);
  }
  if (invalid.length > 0) return { refused, invalid, warnings, units: [] };
  const generated = await checkWithGenerator(context, candidates, signal);
  return {
    refused,
    invalid: generated.problems,
    warnings: [...warnings, ...generated.warnings],
    units: generated.units,
  };
}

async function checkContent({ config, quadlets }: HelperContext, candidate: QuadletCandidate) {
  const none = { refused: [], invalid: [], warnings: [] };
  if (candidate.content === undefined) return none;
  const label = toFileName(candidate);
  const parsed = parseQuadletFile(candidate.content);
  if (!parsed.ok) {
    return { ...none, invalid: parsed.problems.map(({ line, message }) => `${label} line ${line} ${message}`) };
  }
  const current = await quadlets.find(candidate);
  const previous = current && parseQuadletFile(current.content);
  const { problems, warnings } = checkQuadletPolicy({
    kind: candidate.kind,
    file: parsed.file,
    previous: previous?.ok ? previous.file : undefined,
    scopes: toScopes(config),
    allowHostAccess: config.allowHostAccess,
    setting: hostAccessSetting,
  });
  const named = (findings: readonly string[]) => findings.map((finding) => `${label} ${finding}`);
  return { refused: named(problems), invalid: [], warnings: named(warnings) };
}

/** Runs the generator over the installed files without and with the change, and tells the two apart. */
async function checkWithGenerator(
  context: HelperContext,
  candidates: readonly QuadletCandidate[],
  signal: AbortSignal,
) {
  const { files, references, unparsable } = await readInstalled(context);
  const changed = new Map(files);
  for (const candidate of candidates) {
    const name = toFileName(candidate);
    unparsable.delete(name);
    if (candidate.content === undefined) changed.delete(name);
    else changed.set(name, candidate.content);
  }
  const before = await context.generator.run(new Map([...references, ...files]), signal);
  const after = await context.generator.run(new Map([...references, ...changed]), signal);
  const known = new Set(before.problems);
  const isAboutCandidate = (line: string) => candidates.some((candidate) => line.includes(toFileName(candidate)));
  return {
    problems: after.problems.filter((problem) => !known.has(problem)),
    warnings: [
      ...after.warnings.filter(isAboutCandidate),
      ...after.problems.filter((problem) => known.has(problem)).map((problem) => `was so before: ${problem}`),
      ...[...unparsable].map(
        (name) => `was so before: ${name} does not parse, which takes every unit of the folder away`,
      ),
    ],
    units: after.units,
  };
}

/** The installed files that parse, what stands beside them, and the names of those that do not parse. */
async function readInstalled({ config, quadlets }: HelperContext) {
  const installed = await quadlets.list();
  const files = new Map(installed.map(({ file, ...ref }) => [toFileName(ref), file.content]));
  const references = new Map(await readReferences(config, new Set(files.keys())));
  const unparsable = new Set<string>();
  for (const contents of [files, references]) {
    for (const [name, content] of contents) {
      if (parseQuadletFile(content).ok) continue;
      contents.delete(name);
      unparsable.add(name);
    }
  }
  return { files, references, unparsable };
}

function toScopes(config: HelperConfig): QuadletScopes {
  const directories = [config.stacksDir, config.mediaDir];
  return {
    bindDirectories: [...new Set([...directories, ...directories.map(resolveLinks)])],
    stacksDirectory: config.stacksDir,
    home: config.home,
    runtimeDirectory: config.runtimeDir,
    quadletDirectory: config.quadletDir,
    uid: config.uid,
    user: config.user,
    resolveLinks,
  };
}

/** Follows the links of the part of a path that exists; the rest is kept. */
function resolveLinks(path: string): string {
  for (let existing = path; ; existing = dirname(existing)) {
    try {
      return join(realpathSync(existing), relative(existing, path));
    } catch (error) {
      if (existing === dirname(existing)) throw new HelperError('internal', 'cannot resolve /', { cause: error });
    }
  }
}
