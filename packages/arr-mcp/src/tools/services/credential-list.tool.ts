import { z } from 'zod';

import { factSources } from '../../services/service-instance.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { overruled } from './credential-facts.ts';

const Source = z.enum(factSources);

const Instance = z.object({
  instance: z.string(),
  url: z.string().optional(),
  url_source: Source.optional(),
  /** names of what there is to sign in with; the values stay here */
  fields: z.array(z.string()),
  credential_source: Source.optional(),
  missing: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
});

export default defineTool({
  name: 'credential_list',
  title: 'List credentials',
  description: 'Which services are set up, from where, and what is missing.',
  toolset: 'services',
  annotations: READ,
  input: z.object({}),
  output: z.object({
    items: z.array(Instance),
    /** why what is stored cannot be used, or nothing can be stored */
    problem: z.string().optional(),
    hint: z.string().optional(),
  }),
  async handler(_input, { services, credentials }) {
    const known = services.list();
    const obstacle = credentials.obstacle();
    const items = known.map(({ instance, url, urlSource, credential, credentialSource, missing }) => {
      const notes = overruled(known, credentials.find(instance));
      return {
        instance,
        url,
        url_source: urlSource,
        fields: Object.keys(credential),
        credential_source: credentialSource,
        ...(missing.length === 0 ? {} : { missing: [...missing] }),
        ...(notes.length === 0 ? {} : { notes }),
      };
    });
    return { items, ...(obstacle === undefined ? {} : { problem: obstacle.message, hint: obstacle.hint }) };
  },
});
