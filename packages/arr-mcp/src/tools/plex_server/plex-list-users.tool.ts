import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { personFields } from './person-fields.ts';
import { readPeople } from './read-people.ts';

export default defineTool({
  name: 'plex_list_users',
  title: 'Users of Plex',
  description: 'Who may watch what: owner, household, friends.',
  toolset: 'plex_server',
  annotations: READ,
  input: z.object({ name: z.string().max(100).optional(), ...pageInput, ...instanceInput }),
  output: z.object({
    items: z.array(z.object(personFields)),
    ...pageOutput,
    notes: z.array(z.string()).optional(),
    ...instanceOutput,
  }),
  async handler({ name = '', instance, ...paging }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, readPeople);
    const people = joinAnswers({
      ...asked,
      answers: asked.answers.map((each) => ({ ...each, value: each.value.people })),
    });
    const notes = asked.answers.flatMap(({ value }) => value.note ?? []);
    const isMeant = (given: string): boolean => given.toLowerCase().includes(name.toLowerCase());
    const found = people.filter(({ names }) => name === '' || names.some(isMeant));
    return { ...page(found, paging), ...(notes.length === 0 ? {} : { notes }), unavailable: asked.unavailable };
  },
});
