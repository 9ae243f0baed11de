import { describe, expect, it } from 'vitest';

import { printQuadletMarker, readQuadletMarker } from './quadlet-marker.ts';

describe('the marker of a Quadlet made from a compose project', () => {
  it('is read as it was written', () => {
    const origin = { project: 'media', subject: 'services.sonarr-4k' };
    expect(readQuadletMarker(`${printQuadletMarker(origin)}\n[Container]\nImage=x\n`)).toEqual(origin);
  });

  it.each([
    ['', 'nothing'],
    ['[Container]\n# arr-mcp: project media, services.sonarr\n', 'another line than the first'],
    ['# arr-mcp: project Media, services.sonarr', 'no name of a project'],
    ['# arr-mcp: project media', 'no subject'],
    ['# written by hand', 'another comment'],
  ])('is not found in %j: %s', (text) => {
    expect(readQuadletMarker(text)).toBeUndefined();
  });
});
