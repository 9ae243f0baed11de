import { createHash } from 'node:crypto';

import { type OperationResult, readQuadletMarker } from '@arr-mcp/helper-protocol';

import type { QuadletRef } from '../backup-store.ts';
import { HelperError } from '../helper-error.ts';
import type { HelperContext, OperationCall, OperationHandlers } from '../operation-context.ts';
import { type OwnedFile, isTaken } from '../owned-file.ts';
import { checkQuadlets } from '../quadlet-check.ts';
import { serviceOf, toFileName } from '../quadlet-directory.ts';
import { checkUnitMayChange } from '../unit-guard.ts';
import { showUnit } from './units.ts';

type QuadletOperation =
  | 'quadlet_list'
  | 'quadlet_read'
  | 'quadlet_write'
  | 'quadlet_delete'
  | 'quadlet_check'
  | 'quadlet_backups'
  | 'quadlet_restore';
type QuadletChange = OperationResult<'quadlet_write'>;

const done = { ok: true, output: '', exit_code: 0 } as const;

/** The operations on Quadlet files. None of them reloads systemd. */
export function createQuadletHandlers(context: HelperContext): Pick<OperationHandlers, QuadletOperation> {
  const directory = context.quadlets;
  return {
    quadlet_list: async () => {
      const found = await directory.list();
      const quadlets = found.map(({ name, kind, file }) => ({
        name: String(name),
        kind,
        unit: serviceOf({ name, kind }, file.content),
        project: readQuadletMarker(file.content)?.project,
        size_bytes: file.sizeBytes,
        modified: file.modified.toISOString(),
      }));
      return { ...done, quadlets };
    },
    quadlet_read: async (ref) => {
      const { content } = await directory.get(ref);
      return { ...done, content, sha256: sha256(content) };
    },
    quadlet_write: async ({ content, expected_sha256, ...ref }, call) =>
      writeQuadlet(context, call, { ref, content, expected: expected_sha256 }),
    quadlet_delete: async ({ expected_sha256, ...ref }, call) => {
      const current = await directory.get(ref);
      checkExpected(ref, current, expected_sha256);
      const warnings = await findDependents(context, ref, call);
      const backup = await context.backups.save(ref, current);
      await directory.delete(ref);
      return { ...done, unit: serviceOf(ref, current.content), backup, warnings };
    },
    quadlet_check: async ({ files }, { signal }) => {
      const findings = await checkQuadlets(context, files, signal);
      const problems = [...findings.refused, ...findings.invalid];
      const own = new Set(files.map((file) => serviceOf(file, file.content)));
      const units = findings.units.filter((unit) => own.has(unit));
      return { ...done, valid: problems.length === 0, problems, warnings: [...findings.warnings], units };
    },
    quadlet_backups: async () => ({ ...done, backups: await context.backups.list() }),
    quadlet_restore: async ({ backup }, call) => {
      const { ref, file } = await context.backups.read(backup);
      return restoreQuadlet(context, call, ref, file);
    },
  };
}

async function writeQuadlet(
  context: HelperContext,
  call: OperationCall,
  change: { ref: QuadletRef; content: string; expected: string | null | undefined },
): Promise<QuadletChange> {
  const { ref, content, expected } = change;
  const current = await context.quadlets.find(ref);
  checkExpected(ref, current, expected);
  const { refused, invalid, warnings } = await checkQuadlets(context, [{ ...ref, content }], call.signal);
  const name = toFileName(ref);
  if (invalid.length > 0) throw new HelperError('invalid_content', `${name} is not valid`, { problems: invalid });
  if (refused.length > 0) throw new HelperError('refused', `${name} reaches the host`, { problems: refused });
  await checkServiceIsFree(context, call, ref, content);
  return install(context, ref, { content, current, warnings });
}

/** What stood there before may come back, so the policy only warns; a file that does not parse never does. */
async function restoreQuadlet(
  context: HelperContext,
  call: OperationCall,
  ref: QuadletRef,
  file: OwnedFile,
): Promise<QuadletChange> {
  const current = await context.quadlets.find(ref);
  const findings = await checkQuadlets(context, [{ ...ref, content: file.content }], call.signal);
  if (findings.invalid.length > 0) {
    const message = `the backup of ${toFileName(ref)} is not valid`;
    throw new HelperError('invalid_content', message, { problems: findings.invalid });
  }
  await checkServiceIsFree(context, call, ref, file.content);
  const warnings = [...findings.refused, ...findings.warnings];
  return install(context, ref, { content: file.content, current, warnings, mode: file.mode });
}

async function install(
  context: HelperContext,
  ref: QuadletRef,
  change: { content: string; current: OwnedFile | undefined; warnings: readonly string[]; mode?: number },
): Promise<QuadletChange> {
  const { content, current, warnings } = change;
  const result = { ...done, unit: serviceOf(ref, content), sha256: sha256(content), warnings: [...warnings] };
  if (current?.content === content) return result;
  const backup = current && (await context.backups.save(ref, current));
  await context.quadlets.write(ref, content, current?.mode ?? change.mode);
  return backup === undefined ? result : { ...result, backup };
}

function checkExpected(ref: QuadletRef, current: OwnedFile | undefined, expected: string | null | undefined): void {
  if (expected === undefined) return;
  const actual = current === undefined ? null : sha256(current.content);
  if (actual === expected) return;
  const state = actual === null ? 'does not exist' : expected === null ? 'exists already' : 'changed since it was read';
  throw new HelperError('conflict', `${toFileName(ref)} ${state}; read it again`);
}

/** A generated unit silently takes the place of a vendor's unit of the same name, so such a name is refused. */
async function checkServiceIsFree(
  context: HelperContext,
  call: OperationCall,
  ref: QuadletRef,
  content: string,
): Promise<void> {
  const unit = serviceOf(ref, content);
  checkUnitMayChange(unit, 'start');
  const { load, fragment_path: fragment, source_path: source } = await showUnit(context, call, unit);
  if (load === 'not-found' || fragment === undefined) return;
  if (source === `${context.config.quadletDir}/${toFileName(ref)}`) return;
  // Its file is gone and only the reload is missing.
  if (source !== undefined && !(await isTaken(source))) return;
  throw new HelperError('refused', `${unit} exists already (${source ?? fragment}); choose another name`);
}

async function findDependents(context: HelperContext, ref: QuadletRef, call: OperationCall): Promise<string[]> {
  if ((await context.generator.find()) === undefined) return ['not checked: Podman is not installed'];
  const { invalid } = await checkQuadlets(context, [{ ...ref, content: undefined }], call.signal);
  return invalid.map((problem) => `other Quadlets need it: ${problem}`);
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
