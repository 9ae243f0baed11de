import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Given<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: Known }>
>;

/** The command line is not one that the program takes; the usage is of the part that was meant. */
export class UsageError extends Error {
  readonly usage: string;

  constructor(message: string, usage: string) {
    super(message);
    this.usage = usage;
  }
}

/** @throws UsageError for an option that is unknown, or lacks its value */
export function parseFlags<Known extends Options>(
  argv: readonly string[],
  options: Known,
  usage: string,
): Given<Known> {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    if (!(error instanceof TypeError) || !('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS'))
      throw error;
    // What comes after the first sentence is advice to programmers.
    throw new UsageError(error.message.split(/\.\s|\n/, 1)[0] ?? '', usage);
  }
}
