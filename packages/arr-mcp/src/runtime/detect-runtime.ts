import { AppError } from '../errors.ts';
import { parseAnswer } from './answer.ts';
import type { RuntimeKind } from './container-runtime.ts';
import { EngineModem } from './engine-modem.ts';
import { VersionAnswer } from './engine-version.ts';

export interface RuntimeSettings {
  readonly runtime: 'auto' | RuntimeKind | 'none';
  /** when set, only this socket is tried, whichever engine answers there */
  readonly socketPath?: string | undefined;
  /** XDG_RUNTIME_DIR of the environment */
  readonly runtimeDir?: string | undefined;
  /** of the process; undefined where there is none */
  readonly uid?: number | undefined;
  /** replaces the time limit of every call */
  readonly timeLimitMs?: number | undefined;
}

export interface FoundRuntime {
  readonly socketPath: string;
  readonly kind: RuntimeKind;
  readonly version: string;
}

// Long enough for systemd to start Podman's service at the first connection, short enough for a tool call.
const probeLimitMs = 5000;

/** The sockets to try, the preferred one first. */
export function listCandidates(settings: RuntimeSettings): string[] {
  if (settings.runtime === 'none') return [];
  if (settings.socketPath !== undefined) return [settings.socketPath.replace(/^unix:\/\//, '')];
  const userDirs = [settings.runtimeDir, settings.uid === undefined ? undefined : `/run/user/${settings.uid}`];
  const dirs = [...new Set(userDirs.filter((dir) => dir !== undefined && dir !== ''))];
  const podman = [...dirs.map((dir) => `${dir}/podman/podman.sock`), '/run/podman/podman.sock'];
  const docker = [...dirs.map((dir) => `${dir}/docker.sock`), '/var/run/docker.sock'];
  if (settings.runtime === 'auto') return [...podman, ...docker];
  return settings.runtime === 'podman' ? podman : docker;
}

/** Asks all candidates at once which engine they are and takes the first in order that answers. */
export async function detectRuntime(settings: RuntimeSettings): Promise<FoundRuntime> {
  if (settings.runtime === 'none') {
    throw new AppError('unavailable', 'the container runtime is switched off', {
      hint: 'set ARR_MCP_CONTAINER_RUNTIME to auto, podman or docker.',
    });
  }
  const candidates = listCandidates(settings);
  const probes = await Promise.allSettled(candidates.map((path) => probe(path, settings.timeLimitMs)));
  const found = probes.find((each) => each.status === 'fulfilled');
  if (found !== undefined) return found.value;
  throw explain(
    candidates,
    // A cast away from `any`: whatever was thrown.
    probes.map((each) => (each.status === 'rejected' ? (each.reason as unknown) : undefined)),
  );
}

async function probe(socketPath: string, timeLimitMs = probeLimitMs): Promise<FoundRuntime> {
  const modem = new EngineModem(socketPath, timeLimitMs);
  try {
    const { kind, version } = parseAnswer(
      VersionAnswer,
      await modem.read({ method: 'GET', path: '/version', query: {} }),
    );
    return { socketPath, kind, version };
  } finally {
    modem.close();
  }
}

/** The first socket that is there but does not answer is the news; sockets that are not there are no news. */
function explain(candidates: readonly string[], reasons: readonly unknown[]): AppError {
  const errors = reasons.filter((reason) => reason instanceof AppError);
  const tried = candidates.map((path, index) => `${path}: ${messageOf(reasons[index])}`);
  const telling =
    errors.find((error) => error.code !== 'unavailable') ?? errors.find((error) => /may not/.test(error.message));
  if (telling !== undefined) {
    return new AppError(telling.code, telling.message, {
      cause: telling,
      hint: telling.hint ?? hint,
      details: { tried },
    });
  }
  return new AppError('unavailable', 'no container runtime was found', { hint, details: { tried } });
}

const hint =
  'start Podman for this user (systemctl --user enable --now podman.socket) or Docker, and mount its socket; ' +
  'ARR_MCP_SOCKET_PATH names another place.';

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
