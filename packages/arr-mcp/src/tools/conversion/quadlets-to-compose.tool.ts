import { z } from 'zod';

import type { ConversionReport, Finding } from '../../conversion/findings.ts';
import { convertToCompose } from '../../conversion/reverse/convert-to-compose.ts';
import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { stackInput } from '../stacks/stack-schema.ts';
import type { ToolContext } from '../tool-context.ts';
import { ReportRow, refuseErrors, toReportRow } from './conversion-schema.ts';
import { readInstalled } from './installed-quadlets.ts';
import { writeFiles } from './stage-files.ts';
import { getStackFolder, readStaged } from './staged-quadlets.ts';

const tool = 'quadlets_to_compose';
const fileName = 'compose.from-quadlets.yaml';

// The helper shows the Quadlets themselves only.
const unseenDropIns: Finding = {
  subject: 'project',
  attribute: 'drop-ins',
  level: 'info',
  code: 'file-missing',
  text:
    'drop-ins (X.container.d/*.conf, container.d/*.conf) cannot be seen from here, so what they set is not in the ' +
    'compose file: compare it with systemctl --user cat UNIT',
};

export default defineTool({
  name: tool,
  title: 'Turn Quadlets into a compose file',
  description:
    'Writes <stack>/compose.from-quadlets.yaml from the Quadlets of a stack. Nothing runs it: compose_write makes it the compose file.',
  toolset: 'conversion',
  annotations: WRITE,
  input: z.object({
    ...stackInput,
    from: z.enum(['installed', 'staged']).default('installed').describe('staged: those in <stack>/quadlets.'),
  }),
  output: ReportRow.extend({ file: z.string() }),
  async handler({ stack, from }, context) {
    const directory = await findDirectory(stack, context);
    const quadlets =
      from === 'staged'
        ? await readStaged(await getStackFolder(stack, context), context)
        : await readInstalled(stack, context);
    const files = quadlets.map(({ name, kind, content }) => ({ name, kind, text: content }));
    const { text, report: converted } = convertToCompose({ files, options: { project: stack } });
    const report = from === 'staged' ? converted : withFinding(converted, unseenDropIns);
    refuseErrors(`the Quadlets of ${stack}`, report);
    if (text === undefined) throw new Error(`${stack} has neither a compose file nor an error`);
    // What a Quadlet sets may be secret, so its compose file is the account's alone.
    await writeFiles(directory, [{ name: fileName, text, secret: true }], { tool, context });
    return { ...toReportRow(report), file: `${directory}/${fileName}` };
  },
});

function withFinding({ keys, findings }: ConversionReport, finding: Finding): ConversionReport {
  return { keys, findings: [...findings, finding] };
}

/** The stack's folder; for one that never had any, the one that would be its own. */
async function findDirectory(stack: string, { stacks, files }: ToolContext): Promise<string> {
  const folder = await stacks.find(stack);
  if (folder !== undefined) return folder.path;
  const root = (await files.roots()).find(({ scope }) => scope === 'stacks');
  if (root !== undefined) return `${root.path}/${stack}`;
  throw new AppError('unavailable', 'there is no stacks directory', { hint: 'ARR_MCP_STACKS_DIR names it.' });
}
