import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findAxeViolations, keepScreenshot, launchBrowser, views } from '../browser.ts';
import { bearer, confirm, succeed } from '../connect.ts';
import { userUnit } from '../install.ts';
import { inLab, tryInLab } from '../lab.ts';
import { until } from '../run.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

describe.skipIf(hasNoMediaHost)('the page', () => {
  const story = useStory();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    await succeed(story.connection, 'stack_up', { stack: 'demo' });
    await inLab(['podman', 'run', '-d', '--name', 'e2e-plex', 'lscr.io/linuxserver/plex:1.41.6']);
    // The server asks the runtime once in a while, however often the page is loaded.
    await until('the news has come round', async () => {
      const answer = await fetch(`${story.installation.url}/api/status`, { headers: bearer(story.installation) });
      return (await answer.text()).includes('e2e-plex');
    });
  });
  afterAll(async () => {
    await browser.close();
    await tryInLab(['podman', 'rm', '-f', '-t', '0', 'e2e-plex']);
    await confirm(story.connection, 'stack_down', { stack: 'demo' });
  });

  async function withPage(options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 401/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await look(page);
    expect(complaints).toEqual([]);
    await context.close();
  }

  const open = async (page: Page, path = `/?key=${story.installation.key}`) =>
    page.goto(`${story.installation.url}${path}`);

  it('exchanges the key for a cookie, and keeps it out of the address', async () => {
    await withPage({}, async (page) => {
      await open(page);
      expect(page.url()).toBe(`${story.installation.url}/`);
      const [cookie] = await page.context().cookies();
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
      expect(JSON.stringify(cookie)).not.toContain(story.installation.key);
      expect((await page.reload())?.status()).toBe(200);
    });
  });

  it('asks for the key without one, and opens with it', async () => {
    await withPage({}, async (page) => {
      expect((await open(page, '/'))?.status()).toBe(401);
      expect(await page.textContent('body')).not.toContain('demo');
      await keepScreenshot(page, 'sign-in');
      expect(await findAxeViolations(page)).toEqual([]);

      await page.getByLabel('Key').fill(story.installation.key);
      await page.getByRole('button').click();
      await page.getByRole('heading', { name: 'Stacks', exact: true }).waitFor();
    });
  });

  it('shows stacks, containers, disks and units', async () => {
    await withPage({}, async (page) => {
      await open(page);
      const text = await page.textContent('#main, main');
      for (const shown of ['demo', 'sonarr', 'overseerr', 'e2e-plex', 'Disks', '/opt/stacks', 'arr-mcp.service']) {
        expect(text).toContain(shown);
      }
      expect(text).not.toContain('fail2ban');
    });
  });

  it.each(Object.entries(views))('has no accessibility violation and no sideways scrolling: %s', async (name, view) => {
    await withPage(view, async (page) => {
      await open(page);
      expect(await page.textContent('body')).toContain('demo');
      await keepScreenshot(page, `page-${name}`);
      // axe-core runs in the page, so it needs script.
      if (view.javaScriptEnabled === false) return;
      expect(await findAxeViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
        0,
      );
    });
  });

  it('shows what came up since, without being loaded again', async () => {
    await withPage({}, async (page) => {
      await open(page);
      await tryInLab(['podman', 'run', '-d', '--name', 'e2e-lidarr', 'lscr.io/linuxserver/lidarr:2.11.2']);
      const row = page.getByText('e2e-lidarr').first();
      await row.waitFor({ timeout: 60_000 });
      expect(await row.isVisible()).toBe(true);
      await tryInLab(['podman', 'rm', '-f', '-t', '0', 'e2e-lidarr']);
    });
  });

  it('says what it cannot see while the helper is away', async () => {
    await userUnit('stop', 'arr-helper.socket', 'arr-helper.service');
    await withPage({}, async (page) => {
      await open(page);
      const gap = page.getByRole('heading', { name: 'Cannot be seen right now' });
      for (let load = 0; load < 30 && !(await gap.isVisible()); load += 1) {
        await page.waitForTimeout(1000);
        await page.reload();
      }
      expect(await page.textContent('#gaps')).toMatch(/helper/);
      expect(await findAxeViolations(page)).toEqual([]);
      await keepScreenshot(page, 'page-without-helper');
    });
    await userUnit('start', 'arr-helper.socket', 'arr-helper.service');
  });
});
