import { userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

import type { OperationName } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

export interface HelperConfig {
  readonly socketPath: string;
  readonly stacksDir: string;
  readonly mediaDir: string;
  readonly quadletDir: string;
  /** where the user's generator looks, in its order; the first file of a name counts */
  readonly quadletSearchDirs: readonly string[];
  /** where Podman's generator may be, the first that exists counts */
  readonly quadletGenerators: readonly string[];
  readonly stateDir: string;
  readonly runtimeDir: string;
  readonly home: string;
  readonly user: string;
  readonly uid: number;
  /** the command line that the operator chose; undefined: what works is found at start */
  readonly composeCommand: readonly string[] | undefined;
  readonly allowHostAccess: boolean;
  readonly logLevel: string;
  /** how long operations in flight may go on after the helper was told to stop */
  readonly drainMs: number;
  /** in place of the protocol's own limits */
  readonly timeLimitsMs: Partial<Readonly<Record<OperationName, number>>>;
  /** the whole environment of every process that the helper starts */
  readonly childEnv: Readonly<Record<string, string>>;
}

/** Every problem of the environment at once, one a line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export const hostAccessSetting = 'HELPER_ALLOW_HOST_ACCESS=true';

const quadletGenerators = ['/usr/lib/systemd/user-generators/podman-user-generator', '/usr/libexec/podman/quadlet'];
/** Together with the killing of process groups this stays under the 10 s that systemd is asked for. */
const drainMs = 6000;

const absolute = (example: string) =>
  z.string().refine((path) => isAbsolute(path) && !/[\0\n]/.test(path), `must be an absolute path, such as ${example}`);
const flag = z
  .enum(['true', 'false', '1', '0'], 'must be true or false, such as true')
  .transform((v) => /^[t1]/.test(v));

const Environment = z.object({
  HELPER_SOCKET: absolute('/run/user/1001/arr-helper/arr-helper.sock').optional(),
  HELPER_STACKS_DIR: absolute('/opt/stacks').default('/opt/stacks'),
  HELPER_MEDIA_DIR: absolute('/media-server').default('/media-server'),
  HELPER_QUADLET_DIR: absolute('/home/media/.config/containers/systemd').optional(),
  HELPER_STATE_DIR: absolute('/home/media/.local/state/arr-helper').optional(),
  COMPOSE_COMMAND: z
    .string()
    .regex(/^[^-\s]\S*(?: +\S+)*$/, 'must be a command and its arguments, such as docker compose')
    .transform((command) => command.split(/ +/))
    .optional(),
  HELPER_ALLOW_HOST_ACCESS: flag.default(false),
  HELPER_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'must be a level, such as info')
    .default('info'),
  HOME: absolute('/home/media').optional(),
  PATH: z.string().default('/usr/local/bin:/usr/bin:/bin'),
  XDG_RUNTIME_DIR: absolute('/run/user/1001').optional(),
  XDG_CONFIG_HOME: absolute('/home/media/.config').optional(),
  XDG_STATE_HOME: absolute('/home/media/.local/state').optional(),
  DBUS_SESSION_BUS_ADDRESS: z.string().optional(),
  DOCKER_HOST: z.string().optional(),
});

/** Reads the settings from an environment; an empty variable counts as absent. Throws ConfigError. */
export function parseConfig(env: NodeJS.ProcessEnv): HelperConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new ConfigError(problems.join('\n'));
  }
  const { data } = parsed;
  const account = userInfo();
  const home = data.HOME ?? account.homedir;
  const runtimeDir = data.XDG_RUNTIME_DIR ?? `/run/user/${account.uid}`;
  const quadletDir = resolve(
    data.HELPER_QUADLET_DIR ?? join(data.XDG_CONFIG_HOME ?? join(home, '.config'), 'containers/systemd'),
  );
  return {
    socketPath: data.HELPER_SOCKET ?? join(runtimeDir, 'arr-helper/arr-helper.sock'),
    stacksDir: resolve(data.HELPER_STACKS_DIR),
    mediaDir: resolve(data.HELPER_MEDIA_DIR),
    quadletDir,
    quadletSearchDirs: [
      join(runtimeDir, 'containers/systemd'),
      quadletDir,
      '/etc/containers/systemd/users',
      `/etc/containers/systemd/users/${account.uid}`,
    ],
    quadletGenerators,
    stateDir: resolve(data.HELPER_STATE_DIR ?? join(data.XDG_STATE_HOME ?? join(home, '.local/state'), 'arr-helper')),
    runtimeDir,
    home,
    user: account.username,
    uid: account.uid,
    composeCommand: data.COMPOSE_COMMAND,
    allowHostAccess: data.HELPER_ALLOW_HOST_ACCESS,
    logLevel: data.HELPER_LOG_LEVEL,
    drainMs,
    timeLimitsMs: {},
    childEnv: {
      PATH: data.PATH,
      HOME: home,
      USER: account.username,
      LANG: 'C.UTF-8',
      XDG_RUNTIME_DIR: runtimeDir,
      ...(data.DBUS_SESSION_BUS_ADDRESS && { DBUS_SESSION_BUS_ADDRESS: data.DBUS_SESSION_BUS_ADDRESS }),
      ...(data.DOCKER_HOST && { DOCKER_HOST: data.DOCKER_HOST }),
    },
  };
}
