import { z } from 'zod';

import { maskText } from '../../mask-secrets.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';

const shownOutput = 1000;

export default defineTool({
  name: 'unit_reload',
  title: 'Reload units',
  description:
    'Makes systemd read all unit and Quadlet files anew (daemon-reload). Running units go on; restart one to apply its changes.',
  toolset: 'units',
  annotations: WRITE,
  input: z.object({}),
  output: z.object({ reloaded: z.literal(true), output: z.string().optional() }),
  async handler(_input, { helper, signal }) {
    const { output } = await helper.call('systemd_daemon_reload', {}, { signal });
    return { reloaded: true as const, ...(output === '' ? {} : { output: maskText(output.slice(-shownOutput)) }) };
  },
});
