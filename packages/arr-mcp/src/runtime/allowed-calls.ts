const name = '[a-zA-Z0-9][a-zA-Z0-9_.-]{0,252}';

interface AllowedCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: RegExp;
  /** the query parameters that may be sent with it */
  readonly query: readonly string[];
}

function allow(method: AllowedCall['method'], path: string, query: readonly string[] = []): AllowedCall {
  return { method, path: new RegExp(`^${path.replaceAll('.', '\\.').replace('NAME', name)}$`), query };
}

/**
 * Every call that may leave for the container runtime. Whoever holds its socket can own the host (create, exec,
 * build, bind mounts), so what is not in this list is refused before anything is sent.
 */
export const allowedCalls: readonly AllowedCall[] = [
  allow('GET', '/version'),
  allow('GET', '/info'),
  allow('GET', '/containers/json', ['all']),
  allow('GET', '/v4.0.0/libpod/containers/json', ['all']),
  allow('GET', '/containers/NAME/json'),
  allow('GET', '/v4.0.0/libpod/containers/NAME/json'),
  allow('GET', '/containers/NAME/logs', ['stdout', 'stderr', 'timestamps', 'tail', 'since']),
  allow('GET', '/containers/NAME/stats', ['stream', 'one-shot']),
  allow('POST', '/containers/NAME/start'),
  allow('POST', '/containers/NAME/stop'),
  allow('POST', '/containers/NAME/restart'),
  // Without `v`: the volumes of a removed container stay.
  allow('DELETE', '/containers/NAME', ['force']),
];

export interface EngineCall {
  readonly method: string;
  /** the path without its query, as it would be sent */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Whether arr-mcp may make this call to the container runtime. */
export function isAllowedCall(call: EngineCall): boolean {
  return allowedCalls.some(
    (allowed) =>
      allowed.method === call.method &&
      allowed.path.test(call.path) &&
      Object.keys(call.query).every((key) => allowed.query.includes(key)),
  );
}
