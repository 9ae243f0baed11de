import { scopes } from '../../scopes.ts';
import { authMethods, paths } from './provider-parts.ts';

const metadataNames: ReadonlySet<string> = new Set([
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'revocation_endpoint',
  'response_types_supported',
  'grant_types_supported',
  'token_endpoint_auth_methods_supported',
  'code_challenge_methods_supported',
  'authorization_response_iss_parameter_supported',
  'client_id_metadata_document_supported',
]);

/** A client that is described nowhere is as unknown as one that is not registered: told so, it registers again. */
export async function tellUnknownClients(
  ctx: { path: string; status: number; body: unknown },
  next: () => Promise<void>,
): Promise<void> {
  await next();
  const isForClients = ctx.path === paths.token || ctx.path === paths.revoke;
  const error = typeof ctx.body === 'object' && ctx.body !== null && 'error' in ctx.body ? ctx.body.error : undefined;
  if (isForClients && error === 'invalid_client') ctx.status = 401;
}

/** RFC 8414: without what is about OpenID Connect, which this server does not do. */
export async function keepMetadataShort(
  ctx: { path: string; body: unknown },
  next: () => Promise<void>,
): Promise<void> {
  await next();
  if (ctx.path !== paths.metadata || typeof ctx.body !== 'object' || ctx.body === null) return;
  const told = Object.entries(ctx.body).filter(([name]) => metadataNames.has(name));
  ctx.body = {
    ...Object.fromEntries(told),
    scopes_supported: scopes,
    response_modes_supported: ['query'],
    revocation_endpoint_auth_methods_supported: authMethods,
  };
}
