import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type HelperConfig, parseConfig } from '../config.ts';
import { startHelper } from '../start-helper.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

// Records how it was called, then does what `<name>.sh` beside it says.
const recorder = `#!/bin/sh
{ printf '%s' "\${0##*/}"; for a in "$@"; do printf ' [%s]' "$a"; done; printf '\\n'; } >> "\${0%/*}/../calls"
env > "\${0%/*}/../env"
wait_for_gate() { read _ < "\${0%/*}/../gate"; }
[ -f "$0.sh" ] && . "$0.sh"
exit 0
`;
const showUnit = `case "$*" in
*show*) printf 'Id=%s\\nLoadState=loaded\\nActiveState=active\\nUnitFileState=enabled\\n' "$(eval echo \\\${$#})";;
esac`;

// Makes a service of each file, and refuses one whose network is not among the files, as Podman's generator does.
const generator = `#!/bin/sh
cd "$QUADLET_UNIT_DIRS" && ls > "\${0%/*}/staged"
for f in *.*; do
  [ -f "$f" ] || continue
  for network in $(sed -n 's/^Network=//p' "$f"); do
    [ -f "$network" ] && continue
    echo "quadlet-generator[1]: converting \\"$f\\": requested $network was not found" >&2
    continue 2
  done
  echo "---\${f%.*}.service---"
done
`;

/** A folder with everything that a helper needs, and recording programs instead of the host's. */
export async function createHost(options: Partial<HelperConfig> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'arr-helper-'));
  const bin = join(root, 'bin');
  for (const folder of ['bin', 'stacks/media', 'quadlets', 'run', 'media', 'admin']) {
    await mkdir(join(root, folder), { recursive: true, mode: 0o700 });
  }
  for (const program of ['podman-compose', 'docker', 'systemctl', 'journalctl', 'systemd-notify']) {
    await writeFile(join(bin, program), recorder);
    await chmod(join(bin, program), 0o755);
  }
  await writeFile(
    join(bin, 'podman-compose.sh'),
    'case "$*" in version) echo podman-compose;; *json) echo "[]";; esac',
  );
  await writeFile(join(bin, 'systemctl.sh'), showUnit);
  await writeFile(join(root, 'generator'), generator, { mode: 0o755 });
  execFileSync('mkfifo', [join(root, 'gate')]);
  await writeFile(join(root, 'stacks/media/compose.yaml'), 'services: {}\n');
  const env = {
    HELPER_SOCKET: join(root, 'run/h.sock'),
    HELPER_STACKS_DIR: join(root, 'stacks'),
    HELPER_MEDIA_DIR: join(root, 'media'),
    HELPER_QUADLET_DIR: join(root, 'quadlets'),
    HELPER_STATE_DIR: join(root, 'state'),
    HELPER_LOG_LEVEL: 'silent',
    XDG_RUNTIME_DIR: join(root, 'run'),
    HOME: root,
    PATH: `${bin}:/usr/bin:/bin`,
    COMPOSE_COMMAND: 'podman-compose',
  };
  const config: HelperConfig = {
    ...parseConfig(env),
    quadletSearchDirs: [join(root, 'quadlets'), join(root, 'admin')],
    quadletGenerators: [join(root, 'generator')],
    ...options,
  };
  return {
    root,
    env,
    config,
    /** a program that runs `wait_for_gate` stays until this is called */
    openGate: async () => writeFile(join(root, 'gate'), 'go\n'),
    /** in one step: the helper may be starting the program right now */
    script: async (program: string, text: string) => {
      await writeFile(join(bin, `${program}.new`), text);
      await rename(join(bin, `${program}.new`), join(bin, `${program}.sh`));
    },
    calls: async () => (await readFile(join(root, 'calls'), 'utf8').catch(() => '')).split('\n').filter(Boolean),
    remove: async () => rm(root, { recursive: true, force: true }),
  };
}

/** A running helper on a real socket. */
export async function createHelper(options: Partial<HelperConfig> = {}) {
  const host = await createHost(options);
  const helper = await startHelper(host.config, {});
  let stopped: Promise<void> | undefined;
  const stop = async () => (stopped ??= helper.stop());
  const token = (await readFile(`${host.config.socketPath}.token`, 'utf8')).trim();
  const send = async (body: string, headers: Record<string, string> = {}) =>
    post(host.config.socketPath, body, { authorization: `Bearer ${token}`, ...headers });
  return {
    ...host,
    token,
    send,
    call: async (op: string, args: object = {}, headers = {}) => send(JSON.stringify({ op, args }), headers),
    stop,
    close: async () => {
      await stop();
      await host.remove();
    },
  };
}

/** False also for a process that has ended and waits as a zombie for whoever inherits it. */
export function isAlive(pid: number): boolean {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** One POST /command. */
export async function post(socketPath: string, body: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath, path: '/command', method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject).on('end', () => {
          const last = text.trimEnd().split('\n').at(-1) ?? '';
          const parsed: unknown = JSON.parse(last);
          resolve({ status: response.statusCode ?? 0, text, body: { ...(parsed as object) } });
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}
