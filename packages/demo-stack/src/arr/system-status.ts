import type { ArrName } from './arr-app.ts';
import type { Resource } from './arr-state.ts';

const versions = {
  Sonarr: { version: '4.0.19.2979', branch: 'main', runtimeVersion: '6.0.13', runtimeName: '.NET' },
  Radarr: { version: '6.3.0.10514', branch: 'master', runtimeVersion: '8.0.27', runtimeName: 'netcore' },
  Lidarr: { version: '3.1.0.4875', branch: 'master', runtimeVersion: '8.0.27', runtimeName: 'netcore' },
  Prowlarr: { version: '2.5.2.5491', branch: 'master', runtimeVersion: '8.0.27', runtimeName: 'netcore' },
} as const;

/** As it runs in a container. */
export function systemStatus(name: ArrName, now: Date): Resource {
  return {
    appName: name,
    instanceName: name,
    ...versions[name],
    buildTime: '2026-06-26T17:21:08Z',
    isDebug: false,
    isProduction: true,
    isAdmin: false,
    isUserInteractive: true,
    startupPath: `/app/${name.toLowerCase()}/bin`,
    appData: '/config',
    osName: 'alpine',
    osVersion: '3.24.1',
    isNetCore: true,
    isLinux: true,
    isOsx: false,
    isWindows: false,
    isDocker: true,
    mode: 'console',
    authentication: 'forms',
    migrationVersion: 217,
    urlBase: '',
    startTime: new Date(now.getTime() - 6 * 86_400_000).toISOString(),
    packageVersion: `${versions[name].version}-ls320`,
    packageAuthor: 'demo',
    packageUpdateMechanism: 'docker',
    databaseVersion: '3.53.2',
    databaseType: 'sqLite',
  };
}
