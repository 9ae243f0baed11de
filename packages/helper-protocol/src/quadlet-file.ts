/** One line of a unit file: an assignment, a comment (with its `#` or `;`), or a blank line. */
export type QuadletLine =
  | { readonly type: 'entry'; readonly key: string; readonly value: string; readonly line?: number }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'blank' };

export interface QuadletSection {
  readonly name: string;
  readonly lines: readonly QuadletLine[];
}

/** A systemd or Quadlet unit file in the order it was written; a section that is opened twice stands there twice. */
export interface QuadletFile {
  /** comments and blank lines above the first section */
  readonly head: readonly QuadletLine[];
  readonly sections: readonly QuadletSection[];
}

/** What is wrong with a line; lines count from 1. */
export interface QuadletProblem {
  readonly line: number;
  readonly message: string;
}

export type ParsedQuadletFile =
  | { readonly ok: true; readonly file: QuadletFile }
  | { readonly ok: false; readonly problems: readonly QuadletProblem[] };

/** An assignment together with the section it stands in. */
export interface QuadletEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number | undefined;
}

interface LogicalLine {
  readonly text: string;
  readonly line: number;
  readonly comments: readonly string[];
}

// systemd ends a line at a lone CR and Go trims more blanks than JavaScript knows; a character that the two
// readers see differently could hide an assignment from the policy, so none of them is accepted.
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const refusedCharacter = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF]/;
const foreignBlankAtEdge = /^[^\S \t]|[^\S \t]$/;

/**
 * Parses a unit file the way Podman's generator and systemd do: `\` at a line's end joins the next line, comments
 * and blank lines inside such a line are skipped, `#` and `;` start comments at a line's start only.
 * Every problem is reported; a file with one is not parsed at all, as systemd's own reader gives it up too.
 */
export function parseQuadletFile(text: string): ParsedQuadletFile {
  const problems: QuadletProblem[] = [];
  const lines = toLogicalLines(text, problems);
  const head: QuadletLine[] = [];
  const sections: { name: string; lines: QuadletLine[] }[] = [];
  for (const logical of lines) {
    const section = readSectionHeader(logical.text);
    const into = sections.at(-1)?.lines;
    if (section !== undefined) {
      for (const comment of logical.comments) (into ?? head).push({ type: 'comment', text: comment });
      sections.push({ name: section, lines: [] });
      continue;
    }
    const read = readLine(logical, into !== undefined);
    if (Array.isArray(read)) (into ?? head).push(...read);
    else problems.push(read);
  }
  if (problems.length > 0) return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
  return { ok: true, file: { head, sections } };
}

/**
 * Prints a unit file: one line per assignment, comments and order kept. `parseQuadletFile` reads the same file back.
 * Throws a RangeError for a name or value that no line of a unit file can hold.
 */
export function printQuadletFile(file: QuadletFile): string {
  const parts = file.head.map(printLine);
  for (const section of file.sections) {
    if (
      readSectionHeader(`[${section.name}]`) !== section.name ||
      /[\t\n]/.test(section.name) ||
      refusedCharacter.test(section.name)
    ) {
      throw new RangeError(`section name ${JSON.stringify(section.name)} cannot be written`);
    }
    parts.push(`[${section.name}]`, ...section.lines.map(printLine));
  }
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
}

/** Every assignment of a file, in order. */
export function listQuadletEntries(file: QuadletFile): QuadletEntry[] {
  return file.sections.flatMap(({ name, lines }) =>
    lines.flatMap((line) =>
      line.type === 'entry' ? [{ section: name, key: line.key, value: line.value, line: line.line }] : [],
    ),
  );
}

/** The values of a key that count: an empty assignment forgets the ones before it. */
export function quadletValues(file: QuadletFile, section: string, key: string): string[] {
  let values: string[] = [];
  for (const entry of listQuadletEntries(file)) {
    if (entry.section !== section || entry.key !== key) continue;
    values = entry.value === '' ? [] : [...values, entry.value];
  }
  return values;
}

/** Joins continued lines as Podman does: blanks at both ends of each part go, nothing is put between the parts. */
function toLogicalLines(text: string, problems: QuadletProblem[]): LogicalLine[] {
  const logical: LogicalLine[] = [];
  let open: { text: string; line: number; comments: string[] } | undefined;
  for (const [index, physical] of (text === '' ? [] : text.replace(/\n$/, '').split('\n')).entries()) {
    const line = index + 1;
    const bare = physical.replace(/\r$/, '').replaceAll(/^[ \t]+|[ \t]+$/g, '');
    if (refusedCharacter.test(bare) || foreignBlankAtEdge.test(bare)) {
      problems.push({ line, message: 'holds a control character or a blank that is neither space nor tab' });
      continue;
    }
    if (isSkipped(bare)) {
      if (open === undefined) logical.push({ text: bare, line, comments: [] });
      else if (bare !== '') open.comments.push(bare);
      continue;
    }
    const joined = { text: (open?.text ?? '') + bare, line: open?.line ?? line, comments: open?.comments ?? [] };
    open = bare.endsWith('\\') ? { ...joined, text: joined.text.slice(0, -1) } : undefined;
    if (open === undefined) logical.push(joined);
  }
  if (open !== undefined) problems.push({ line: open.line, message: 'ends with a backslash, and no line follows it' });
  return logical;
}

function isSkipped(line: string): boolean {
  return line === '' || line.startsWith('#') || line.startsWith(';');
}

function readSectionHeader(text: string): string | undefined {
  return /^\[([^[\]]+)\][ \t]*$/.exec(text)?.[1];
}

function readLine({ text, line, comments }: LogicalLine, inSection: boolean): QuadletLine[] | QuadletProblem {
  if (text === '') return [{ type: 'blank' }];
  if (isSkipped(text)) return [{ type: 'comment', text }];
  if (text.startsWith('[')) return { line, message: 'is not a section header such as [Container]' };
  const equals = text.indexOf('=');
  if (equals === -1) return { line, message: 'is neither KEY=VALUE, nor a [Section], nor a comment' };
  const key = text.slice(0, equals).trimEnd();
  if (key === '') return { line, message: 'has no key before its =' };
  if (!inSection) return { line, message: `sets ${key} before the first [Section]` };
  const entry = { type: 'entry', key, value: text.slice(equals + 1).trimStart(), line } as const;
  return [...comments.map((comment) => ({ type: 'comment', text: comment }) as const), entry];
}

function printLine(line: QuadletLine): string {
  if (line.type === 'blank') return '';
  const text = line.type === 'comment' ? line.text : `${line.key}=${line.value}`;
  const back = parseQuadletFile(`[X]\n${text}`);
  const read = back.ok ? back.file.sections[0]?.lines : undefined;
  if (read?.length !== 1 || read[0]?.type !== line.type || text.includes('\n') || /^\s|\s$/.test(text)) {
    throw new RangeError(`${JSON.stringify(text.slice(0, 100))} cannot be written as one line of a unit file`);
  }
  return text;
}
