import { join } from 'node:path';

import type { ServiceFetchOptions } from '../services/connection/service-fetch.ts';
import { toOAuthConfig } from './oauth-settings.ts';
import type { ReadSettings } from './read-settings.ts';
import type { SettingValues } from './settings.ts';

export interface Surroundings {
  /** `$XDG_DATA_HOME`, or `~/.local/share` */
  readonly dataHome: string;
  readonly runtimeDir: string | undefined;
  readonly uid: number;
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY */
  readonly proxy?: NonNullable<ServiceFetchOptions['proxy']>;
}

/** The settings in groups, with the defaults that depend on where the process runs filled in. */
export function createConfig(
  { values, services }: Pick<ReadSettings, 'values' | 'services'>,
  surroundings: Surroundings,
) {
  const dataDir = values.dataDir ?? join(surroundings.dataHome, 'arr-mcp');
  return {
    http: {
      host: values.host,
      port: values.port,
      publicUrl: values.publicUrl,
      allowedHosts: allowedHosts(values),
      trustedProxies: values.trustedProxies,
      rateLimit: values.rateLimit,
      dashboardPublic: values.dashboardPublic,
      legacySse: values.legacySse,
    },
    auth: { apiKey: values.apiKey },
    oauth: toOAuthConfig(values),
    dataDir,
    scopes: {
      stacks: values.stacksDir,
      media: values.mediaDir,
      services: values.servicesDir ?? values.mediaDir,
      logs: values.logDir,
    },
    allowHostAccess: values.allowHostAccess,
    services: {
      known: services,
      caFile: values.caFile,
      proxy: surroundings.proxy ?? {},
      discover: values.discover,
      secret: values.secret,
    },
    demo: values.demo,
    runtime: {
      runtime: values.runtime,
      socketPath: values.runtimeSocket,
      runtimeDir: surroundings.runtimeDir,
      uid: surroundings.uid,
    },
    helper: { socketPath: values.helperSocket },
    tools: { toolsets: values.toolsets, readOnly: values.readOnly },
    log: { level: values.logLevel },
  };
}

export type Config = ReturnType<typeof createConfig>;

function allowedHosts({ host, publicUrl, allowedHosts: extra }: SettingValues): string[] {
  const own = ['localhost', '127.0.0.1', '[::1]'];
  if (publicUrl !== undefined) own.push(new URL(publicUrl).hostname);
  // A server that listens on one address is reached by it; the two that mean all addresses are nobody's name.
  if (!['0.0.0.0', '::'].includes(host)) own.push(host);
  return [...own, ...extra].map((name) => name.toLowerCase());
}
