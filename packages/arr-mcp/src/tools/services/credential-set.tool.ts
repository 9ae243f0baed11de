import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { hasClient } from '../../services/clients.ts';
import { type ServiceName, serviceFacts } from '../../services/service-catalog.ts';
import { serviceOfInstance } from '../../storage/credential-store-entry.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { askVersion } from './ask-version.ts';
import { overruled } from './credential-facts.ts';
import { instanceName } from './credential-input.ts';

const secret = z.string().min(1).max(2000).optional();

export default defineTool({
  name: 'credential_set',
  title: 'Store a credential',
  description: "Stores a service's address and credential. `arr-mcp credentials set` shows it to no model.",
  toolset: 'services',
  annotations: WRITE,
  input: z.object({
    service: instanceName,
    url: z.string().min(1).max(500).optional().describe('http://sonarr:8989'),
    api_key: secret,
    username: secret,
    password: secret,
    token: secret,
    client_id: secret,
    client_secret: secret,
  }),
  output: z.object({
    instance: z.string(),
    /** what is stored now; never a value but the address */
    url: z.string().optional(),
    fields: z.array(z.string()),
    /** whether it answers and takes the credential; absent: it is not asked */
    works: z.boolean().optional(),
    version: z.string().optional(),
    problem: z.string().optional(),
    hint: z.string().optional(),
    notes: z.array(z.string()).optional(),
  }),
  async handler({ service: instance, url, ...fields }, context) {
    const service = serviceOfInstance(instance);
    const { credentials, services } = context;
    const isNew = !services.instances(service).includes(instance);
    const credential = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    credentials.set({ instance, credential, ...(url === undefined ? {} : { url }) });
    const stored = credentials.find(instance);
    const trial = await tryOut(context, service, instance);
    const listing =
      trial.works === true && isNew ? ['Its tools are listed after the next start; find_tools finds them now.'] : [];
    const notes = [...overruled(services.list(), stored), ...listing];
    return {
      instance,
      url: stored?.url,
      fields: Object.keys(stored?.credential ?? {}),
      ...trial,
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
});

interface Trial {
  readonly works?: boolean;
  readonly version?: string;
  readonly problem?: string;
  readonly hint?: string | undefined;
}

async function tryOut(context: ToolContext, service: ServiceName, instance: string): Promise<Trial> {
  if (!hasClient(service))
    return { problem: `it was not asked: there are no tools for ${serviceFacts(service).title}` };
  try {
    const version = await askVersion(service, clientOf(context, service, instance));
    return { works: true, version: toPlainLine(version).slice(0, 60) };
  } catch (error) {
    // It is stored, whatever the service makes of it.
    if (!(error instanceof AppError)) throw error;
    return { works: false, problem: error.message, hint: error.hint };
  }
}
