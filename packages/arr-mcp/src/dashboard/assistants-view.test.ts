import { describe, expect, it } from 'vitest';

import { OAuthClient, adminKey, createOAuthBench, signIn } from '../testing/oauth-bench.ts';
import { toAssistants } from './assistants-view.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const grant = {
  id: 'x',
  clientId: 'x',
  clientName: 'Claude',
  redirect: 'claude.ai',
  scopes: ['read', 'write'],
  created: '2026-11-20T08:00:00Z',
};

describe('toAssistants', () => {
  it('tells who was let in, to what, and when it last came', () => {
    expect(toAssistants([{ ...grant, lastUsed: '2026-11-21T11:30:00Z' }], now)).toEqual([
      { name: 'Claude', detail: 'claude.ai: read and write; since 2026-11-20', lastUsed: 'used 30 minutes ago' },
    ]);
  });

  it('starts with the one that came last', () => {
    const used = { ...grant, clientName: 'Used', created: '2026-11-01T08:00:00Z', lastUsed: '2026-11-21T11:00:00Z' };
    expect(toAssistants([grant, used], now).map(({ name }) => name)).toEqual(['Used', 'Claude']);
    expect(toAssistants([grant], now)).toMatchObject([{ lastUsed: 'never used' }]);
  });
});

describe('the page', () => {
  it('shows remote assistants to the admin alone', async () => {
    const bench = await createOAuthBench({ DASHBOARD_PUBLIC: 'true' });
    await signIn(bench);
    const browser = new OAuthClient(bench);
    expect((await browser.browse('/')).body).not.toContain('Remote assistants');

    await bench.restart({ DASHBOARD_PUBLIC: 'false' });
    const page = await browser.browse('/', { headers: { authorization: `Bearer ${adminKey}` } });

    expect(page.body).toMatch(/Remote assistants[^]*Claude[^]*claude\.ai: read and write/);
    await bench.close();
  });
});
