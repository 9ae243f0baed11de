import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startFixtureServer } from '../conformance/fixture-server.ts';
import { runSuite } from '../conformance/run-suite.ts';
import { startKeyProxy } from '../key-proxy.ts';
import { startServer } from '../start-server.ts';

describe('the conformance suite on the product', () => {
  let url: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const server = await startServer();
    const proxy = await startKeyProxy(server);
    url = proxy.url;
    stop = async () => {
      await proxy.stop();
      await server.stop();
    };
  });
  afterAll(async () => stop());

  it.each(['2025-11-25', '2026-07-28'])('finds of %s only what the baseline explains', async (revision) => {
    const baseline = join(import.meta.dirname, `../conformance/baseline-${revision}.yaml`);
    const report = await runSuite(url, ['--requirements', revision, '--expected-failures', baseline]);
    expect(report).not.toContain('Unexpected failures');
  });
});

const everyEra = [
  'tools-list',
  'tools-call-simple-text',
  'tools-call-image',
  'tools-call-audio',
  'tools-call-embedded-resource',
  'tools-call-mixed-content',
  'tools-call-error',
  'tools-call-with-progress',
  'json-schema-2020-12',
  'resources-list',
  'prompts-list',
];
// The others want questions that no tool of the product asks: for a name, a sampling, the roots, several at once.
const questions = [
  'input-required-result-request-state',
  'input-required-result-tampered-state',
  'input-required-result-result-type',
  'input-required-result-missing-input-response',
  'input-required-result-validate-input',
  'input-required-result-unsupported-methods',
];
const scenarios = [
  ...[...everyEra, 'server-initialize', 'ping'].map((scenario) => ['2025-11-25', scenario] as const),
  ...[...everyEra, 'caching', 'http-header-validation', ...questions].map(
    (scenario) => ['2026-07-28', scenario] as const,
  ),
];

describe('the conformance suite on the protocol layer with its fixtures', () => {
  let url: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ url, stop } = await startFixtureServer());
  });
  afterAll(async () => stop());

  it.each(scenarios)('passes %s %s', async (revision, scenario) => {
    const report = await runSuite(url, ['--scenario', scenario, '--spec-version', revision]);
    expect(report).toMatch(/Passed: (\d+)\/\1, 0 failed/);
  });
});
