import type { ConversionReport } from '../findings.ts';
import type { OutputProject } from './compose-output.ts';
import { addContainers } from './containers.ts';
import { ConversionLog } from './conversion-log.ts';
import { addObjects } from './objects.ts';
import { printCompose } from './print-compose.ts';
import { type QuadletInput, readQuadletSet } from './quadlet-set.ts';

export type { QuadletInput } from './quadlet-set.ts';

export interface ReverseOptions {
  /** the project's name where the files tell none */
  readonly project?: string;
}

export interface ComposeConversion {
  /** the compose file; absent when the report has an error */
  readonly text?: string;
  readonly report: ConversionReport;
}

/**
 * Converts a set of Quadlets into one compose file. The project's name is that of the marker of files that came from
 * compose, else the `P-` that all names start with, else the option. Never throws for what stands in the files.
 */
export function convertToCompose({
  files,
  options = {},
}: {
  readonly files: readonly QuadletInput[];
  readonly options?: ReverseOptions;
}): ComposeConversion {
  const log = new ConversionLog();
  const sorted = files.toSorted((a, b) => (`${a.name}.${a.kind}` < `${b.name}.${b.kind}` ? -1 : 1));
  const set = readQuadletSet(sorted, options.project, log);
  const output: OutputProject = {
    ...(set.project === undefined ? {} : { name: set.project }),
    services: {},
    networks: {},
    volumes: {},
    secrets: {},
  };
  addObjects({ set, output, log });
  addContainers({ set, output, log });
  if (!log.hasErrors && Object.keys(output.services).length === 0) {
    const text = 'there is no container among the files, so there is no service to write';
    log.tell({ subject: 'project', attribute: 'services', level: 'error', code: 'invalid', text });
  }
  return { ...(log.hasErrors ? {} : { text: printCompose(output) }), report: log.toReport() };
}
