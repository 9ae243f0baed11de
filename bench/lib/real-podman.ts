import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const mediahost =
  process.env['MEDIAHOST'] ?? fileURLToPath(new URL('../../../shared/mediahost/mediahost', import.meta.url));

export interface RealPodman {
  readonly socketPath: string;
  remove(): void;
}

/** The media host's own Podman with so many containers more; undefined where no media host is up. */
export function findRealPodman(containers: number): RealPodman | undefined {
  if (!existsSync(mediahost)) return undefined;
  const root = run(['rootfs']);
  if (root === undefined) return undefined;
  const create = 'podman create -q --name "arr-bench-$i" localhost/busybox:1.0';
  run(['exec', '--', 'bash', '-c', `for i in $(seq ${containers}); do ${create} >/dev/null; done`]);
  return {
    socketPath: `${root}/run/user/1001/podman/podman.sock`,
    remove: () =>
      void run(['exec', '--', 'bash', '-c', 'podman rm -f $(podman ps -aq --filter name=arr-bench-) >/dev/null']),
  };
}

function run(args: readonly string[]): string | undefined {
  try {
    return execFileSync(mediahost, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // It is not up, or not to be used by us: then there is no real Podman to measure.
    return undefined;
  }
}
