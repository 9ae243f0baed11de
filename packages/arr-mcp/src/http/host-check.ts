import type { FastifyRequest } from 'fastify';

import { AppError } from '../errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** the Origin check lets every page pass */
    anyOrigin?: boolean;
  }
}

/**
 * Refuses requests that reached us under a name that is not ours (DNS rebinding) or that a foreign page sent.
 * A request without Origin does not come from a page and passes, and so does any to a route for every page.
 * @param allowed host names in lower case, without ports; IPv6 addresses with or without brackets
 */
export function checkHostAndOrigin(allowed: readonly string[]): (request: FastifyRequest) => Promise<void> {
  const names = new Set(allowed.map(withoutBrackets));
  const isKnown = createOriginCheck(allowed);
  return async ({ headers, routeOptions }) => {
    if (!names.has(hostName(`http://${headers.host ?? ''}`))) {
      throw new AppError('refused', 'the Host header names a host that this server does not answer for', {
        hint: 'Add the name to ARR_MCP_ALLOWED_HOSTS, or set ARR_MCP_PUBLIC_URL.',
      });
    }
    const isForPages = routeOptions.config.anyOrigin === true;
    if (headers.origin !== undefined && !isForPages && !isKnown(headers.origin)) {
      throw new AppError('refused', 'the Origin header names a site that may not call this server', {
        hint: 'Add its host to ARR_MCP_ALLOWED_HOSTS.',
      });
    }
  };
}

/** Whether the pages of an origin may call this server: those of its own names, on whatever port. */
export function createOriginCheck(allowed: readonly string[]): (origin: string) => boolean {
  const names = new Set(allowed.map(withoutBrackets));
  return (origin) => names.has(hostName(origin));
}

function hostName(address: string): string {
  return URL.canParse(address) ? withoutBrackets(new URL(address).hostname.toLowerCase()) : '';
}

function withoutBrackets(name: string): string {
  return name.replace(/^\[(.*)\]$/, '$1');
}
