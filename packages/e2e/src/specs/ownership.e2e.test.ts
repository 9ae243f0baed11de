import { describe, expect, it } from 'vitest';

import { bearer, fail, succeed } from '../connect.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

const stack = 'fail2ban';

describe.skipIf(hasNoMediaHost)('the stack that root owns', () => {
  const story = useStory();

  it.each(['stack_list', 'container_list', 'overview_get', 'unit_list'])('is not in %s', async (tool) => {
    expect(JSON.stringify(await succeed(story.connection, tool))).not.toContain(stack);
  });

  it.each(['stack_get', 'stack_up', 'stack_down', 'stack_pull', 'stack_restart'])(
    'does not exist for %s, and is refused like one that was never there',
    async (tool) => {
      const [denied, absent] = [
        await fail(story.connection, tool, { stack }),
        await fail(story.connection, tool, { stack: 'none' }),
      ];
      expect(denied.code).toBe('not_found');
      expect(JSON.stringify(denied).replaceAll(stack, 'none')).toBe(JSON.stringify(absent));
    },
  );

  it('is neither on the page nor in its facts', async () => {
    for (const path of ['/', '/api/status']) {
      const answer = await fetch(`${story.installation.url}${path}`, { headers: bearer(story.installation) });
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain(stack);
    }
  });
});
