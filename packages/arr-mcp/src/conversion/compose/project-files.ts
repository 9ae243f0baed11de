/** How the readers of a project reach its files; all paths are absolute. */
export interface ProjectFiles {
  /**
   * The text of a file; undefined when it is not there or lies outside of what may be read.
   * @throws AppError for a file that is there and may not be read: too large, a secret
   */
  read(path: string): Promise<string | undefined>;
}

/** What a project is read from. */
export interface ProjectSource {
  /** absolute; the folder of the main file, whose `.env` counts */
  readonly directory: string;
  /** name of the main file in it */
  readonly file: string;
  readonly files: ProjectFiles;
  /** what the compose command has in its environment; wins over `.env` */
  readonly environment?: Readonly<Record<string, string>>;
  /** active profiles; those of `COMPOSE_PROFILES` count as well */
  readonly profiles?: readonly string[];
}
