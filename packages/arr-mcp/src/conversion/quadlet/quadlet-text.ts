import type { QuadletKind } from '@arr-mcp/helper-protocol';

/** One file of a set of Quadlets; `name` without the extension. */
export interface QuadletText {
  readonly name: string;
  readonly kind: QuadletKind;
  readonly text: string;
  /** true when it holds values of variables: mode 0600 rather than 0644 */
  readonly secret?: boolean;
}

/** A file that lies beside the Quadlets and that they mount or build from; always mode 0600. */
export interface ExtraFile {
  readonly name: string;
  readonly text: string;
}
