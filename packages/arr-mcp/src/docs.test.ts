import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readServiceSettings } from './config/service-settings.ts';
import { renderConfigurationPage, settingAliases, settingNames } from './testing/configuration-page.ts';
import { renderParityPage } from './testing/parity-page.ts';
import { parityRows } from './testing/parity-rows.fixtures.ts';
import { readRowTests, rowsWithoutTest } from './testing/parity-tests.ts';
import { readSources, repository } from './testing/source-files.ts';
import { renderToolsPage } from './testing/tools-page.ts';
import { loadTools } from './tools/load-tools.ts';

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...markdownIn('docs')];

describe('docs', () => {
  // `npm run docs` writes these three anew.
  it('have every tool as it is, in tools.md', async () => {
    await expect(renderToolsPage(loadTools())).toMatchFileSnapshot(join(repository, 'docs/tools.md'));
  });

  it('have every setting as it is, in configuration.md', async () => {
    await expect(renderConfigurationPage()).toMatchFileSnapshot(join(repository, 'docs/configuration.md'));
  });

  it('have every row of the reference with its tool and its test, in parity.md', async () => {
    const tests = readRowTests();

    expect(rowsWithoutTest(parityRows, tests)).toEqual([]);
    await expect(renderParityPage(tests)).toMatchFileSnapshot(join(repository, 'docs/parity.md'));
  });

  it.each(pages)('%s links to what is there', (page) => {
    const text = read(page);
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const files = targets
      .filter((target) => !/^(?:https?:|mailto:|#)/.test(target))
      .map((target) => target.split('#', 1)[0]!);

    expect(files.filter((file) => !existsSync(join(repository, dirname(page), file)))).toEqual([]);
  });

  it.each(pages)('%s names only settings that exist', (page) => {
    const names = read(page).match(/\bARR_MCP_[A-Z]+(?:_[A-Z]+)*\b/g) ?? [];
    // The last one is for tests alone.
    const known = new Set([...settingNames, ...settingAliases, 'ARR_MCP_SHARED']);

    expect(names.filter((name) => !known.has(name) && !known.has(name.replace(/_FILE$/, '')))).toEqual([]);
  });

  it('opens the README with the two commands', () => {
    const blocks = [...read('README.md').matchAll(/^```\w*\n(.*?)^```/gms)].map(([, text = '']) => text);

    expect(blocks[0]).toMatch(/^npm start\b.*^npm test\b/ms);
    expect(read('README.md').split('\n').length).toBeLessThan(200);
  });

  it('counts the tools in the README as they are', () => {
    expect(read('README.md')).toContain(`${loadTools().length} tools`);
  });

  it('quotes errors in troubleshooting.md as the programs tell them', () => {
    const sources = ['arr-mcp', 'arr-helper'].flatMap(readSources).filter(({ isTest }) => !isTest);
    const quotes = [...read('docs/troubleshooting.md').matchAll(/^### "(.+)"$/gm)].map(([, quote = '']) => quote);

    expect(quotes.length).toBeGreaterThan(10);
    expect(quotes.filter((quote) => !sources.some(({ text }) => text.includes(quote)))).toEqual([]);
  });
});

describe('deploy/compose/.env.example', () => {
  const named = new Set(
    [...read('deploy/compose/.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name = '']) => name),
  );

  it.each(settingNames)('names %s', (name) => {
    expect([...named]).toContain(name);
  });

  it('names nothing else, but for what compose.yaml reads', () => {
    const compose = read('deploy/compose/compose.yaml');
    const others = [...named].filter((name) => !settingNames.includes(name) && !isOfService(name));

    expect(others.filter((name) => !compose.includes(`\${${name}:-`))).toEqual([]);
  });
});

function isOfService(name: string): boolean {
  const [service] = readServiceSettings({ env: { [name]: 'http://x' }, readFile: () => '' }).services;
  return service !== undefined;
}

function read(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `${folder}/${path}`);
}
