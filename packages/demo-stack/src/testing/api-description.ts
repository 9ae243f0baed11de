import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ApiDescription } from './open-api.ts';
import type { OpenApiDocument } from './open-api-document.ts';
import { sharedFolder } from './shared.ts';

export { type DeclaredCall, type DeclaredKind, checkCalls } from './check-calls.ts';
export { checkedStandIn } from './checked-stand-in.ts';
export { ApiDescription } from './open-api.ts';
export type { OpenApiDocument } from './open-api-document.ts';
export { lacksShared, sharedFolder } from './shared.ts';

/**
 * One of the API descriptions beside the repository.
 * @param name of its file, e.g. `sonarr-v3.openapi.json`
 */
export function loadApiDescription(name: string): ApiDescription {
  if (sharedFolder === undefined) throw new Error('there are no API descriptions on this machine');
  // It is an OpenAPI document by its origin; a test that reads it wrongly fails.
  const document = JSON.parse(readFileSync(join(sharedFolder, 'specs', name), 'utf8')) as OpenApiDocument;
  return new ApiDescription(document);
}
