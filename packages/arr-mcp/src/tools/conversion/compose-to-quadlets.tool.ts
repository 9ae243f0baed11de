import { z } from 'zod';

import { loadComposeProject } from '../../conversion/compose/load-project.ts';
import { printReport } from '../../conversion/print-report.ts';
import { convertToQuadlets } from '../../conversion/quadlet/convert-to-quadlets.ts';
import { toProjectFiles } from '../../domain/project-files.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { stackInput } from '../stacks/stack-schema.ts';
import { GeneratorCheck, checkQuadlets } from './check-quadlets.ts';
import { ReportRow, refuseErrors, toReportRow } from './conversion-schema.ts';
import { stageFiles } from './stage-files.ts';
import { getStackFolder, stagingFolder } from './staged-quadlets.ts';

const name = 'compose_to_quadlets';

export default defineTool({
  name,
  title: 'Turn a compose stack into Quadlets',
  description:
    'Converts a compose stack to Quadlets in <stack>/quadlets, checked and not installed; report.md there tells of each key. quadlets_install is next.',
  toolset: 'conversion',
  annotations: WRITE,
  input: z.object({
    ...stackInput,
    profiles: z.array(z.string().max(64)).max(20).optional().describe('Active compose profiles.'),
    pod: z.boolean().default(false).describe('All containers in one pod.'),
    revive_guests: z
      .boolean()
      .default(false)
      .describe(
        'Start what shares the network of another service (a VPN) again with that one, even if stopped by hand.',
      ),
  }),
  output: ReportRow.extend({
    directory: z.string(),
    files: z.array(z.string()),
    check: GeneratorCheck,
    next: z.string(),
  }),
  async handler({ stack, profiles = [], pod, revive_guests: reviveGuests }, context) {
    const folder = await getStackFolder(stack, context);
    const { path, composeFile: file } = folder;
    const directory = stagingFolder(folder);
    const source = { directory: path, file, files: toProjectFiles(context.files), profiles };
    const { model, declared, findings } = await loadComposeProject(source);
    refuseErrors(stack, { findings });
    if (model === undefined) throw new Error(`${stack} has neither a model nor an error`);
    const options = { pod, reviveGuests, filesDirectory: `${directory}/files` };
    const { files, extraFiles, report } = convertToQuadlets({ model, declared, findings, options });
    refuseErrors(stack, report);

    const units = files.map((each) => ({ ...each, file: `${each.name}.${each.kind}` }));
    const texts = units.map(({ file: own, text, secret = false }) => ({ name: own, text, secret }));
    const account = { name: 'report.md', text: printReport(`${stack} as Quadlets`, report), secret: true };
    await stageFiles(
      options.filesDirectory,
      extraFiles.map((each) => ({ ...each, secret: true })),
      { tool: name, context },
    );
    await stageFiles(directory, [...texts, account], { tool: name, context });
    return {
      ...toReportRow(report),
      directory,
      files: units.map(({ file: own }) => own),
      check: await checkQuadlets(files, context),
      next: `file_read shows them. quadlets_install ${stack} installs and starts them after consent.`,
    };
  },
});
