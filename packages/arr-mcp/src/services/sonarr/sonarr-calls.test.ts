import { checkCalls, lacksShared, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { sonarrCalls } from './sonarr-calls.ts';

describe.skipIf(lacksShared)('the calls of the Sonarr client', () => {
  it('are as its API description has them', () => {
    expect(checkCalls(sonarrCalls, loadApiDescription('sonarr-v3.openapi.json'))).toEqual([]);
  });
});
