/** One change of a service's set-up, worked out and not yet made. */
export interface Fix {
  /** of the file that changes */
  readonly path: string;
  readonly key: string;
  /** absent: it did not stand there */
  readonly before?: string;
  readonly after: string;
  /** the whole file as it is to be, with its secrets: never part of an answer */
  readonly content: string;
  /** hex SHA-256 of what stands there, null for a new file */
  readonly standing: string | null;
  readonly warnings: readonly string[];
  /** what happens to what runs, for the preview */
  readonly effect: string;
  readonly next: string;
}

export interface FixInput {
  readonly service: string;
  readonly key: string;
  readonly value: string;
  readonly stack?: string | undefined;
}
