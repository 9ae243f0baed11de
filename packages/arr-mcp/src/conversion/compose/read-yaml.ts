import { type ErrorCode, LineCounter, type ParsedNode, parseDocument } from 'yaml';

/** Something wrong with a text, and where. */
export interface TextProblem {
  /** counted from 1 */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export interface YamlReading {
  /** null for an empty document; undefined when there are problems */
  readonly contents?: ParsedNode | null;
  readonly problems: readonly TextProblem[];
  readonly place: (offset: number) => { readonly line: number; readonly column: number };
}

const wayOut: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'indent with blanks: YAML allows no tabs there',
  MULTIPLE_DOCS: 'keep one document in a compose file: remove the line with ---',
  BAD_ALIAS: 'write the name of an anchor behind *',
  BAD_DQ_ESCAPE: 'write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: 'indent the keys of one mapping alike',
  BAD_SCALAR_START: 'put the value in quotes',
  RESOURCE_EXHAUSTION: 'flatten the file',
};

const maxProblems = 10;

/**
 * Reads YAML 1.2 so that scalars keep their text: `22:22`, `no` and `0123` stay what was typed.
 * Never throws: what cannot be read is a problem with its place.
 */
export function readYaml(text: string): YamlReading {
  const lineCounter = new LineCounter();
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  try {
    // Keys are compared while the tree is walked, where one set for each mapping is enough.
    const options = { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false } as const;
    const document = parseDocument(text, { ...options, lineCounter, logLevel: 'error' });
    if (document.errors.length === 0) return { contents: document.contents, problems: [], place };
    const problems = document.errors.slice(0, maxProblems).map(({ code, message, pos }) => {
      const hint = wayOut[code];
      return { ...place(pos[0]), text: hint === undefined ? message : `${message} (${hint})` };
    });
    return { problems, place };
  } catch (error) {
    // A nesting beyond the stack: a file of a stranger, not a bug.
    const reason = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    return { problems: [{ line: 1, column: 1, text: reason }], place };
  }
}
