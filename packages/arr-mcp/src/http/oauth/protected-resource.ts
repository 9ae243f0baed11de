import type { FastifyInstance } from 'fastify';

import { scopes } from '../../scopes.ts';

/** The address that people give their assistant: what tokens are for. */
export function resourceOf(issuer: string): string {
  return `${issuer}/mcp`;
}

/** The address of the metadata that a 401 names. */
export function metadataAddressOf(issuer: string): string {
  return `${issuer}${metadataPath}/mcp`;
}

const metadataPath = '/.well-known/oauth-protected-resource';

/** RFC 9728: who gives out the tokens that this server takes. Some clients ask without the path. */
export async function protectedResourceRoutes(app: FastifyInstance, { issuer }: { issuer: string }): Promise<void> {
  const metadata = {
    resource: resourceOf(issuer),
    authorization_servers: [issuer],
    scopes_supported: scopes,
    bearer_methods_supported: ['header'],
    resource_name: 'arr-mcp',
  };
  for (const path of [metadataPath, `${metadataPath}/mcp`])
    app.get(path, { config: { anyOrigin: true } }, async () => metadata);
}
