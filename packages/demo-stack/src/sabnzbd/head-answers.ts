import { pad } from './figures.ts';
import type { SabnzbdState } from './sabnzbd-state.ts';

export const version = '4.5.0';
const lineBytesPerSecond = 12 * 1024 ** 2;
const freeGib = 812.4;
const totalGib = 3725.29;

/** What the answers on the queue and on the state have in common. */
export function headOf({ isPaused, pauseEnds, now, limitBytesPerSecond, warnings }: SabnzbdState): object {
  const left = pauseEnds === undefined ? 0 : Math.max(0, (pauseEnds.getTime() - now().getTime()) / 1000);
  return {
    version,
    paused: isPaused,
    pause_int: pauseEnds === undefined ? '0' : `${Math.floor(left / 60)}:${pad(left % 60)}`,
    paused_all: false,
    diskspace1: freeGib.toFixed(2),
    diskspace2: freeGib.toFixed(2),
    diskspace1_norm: `${freeGib.toFixed(1)} G`,
    diskspace2_norm: `${freeGib.toFixed(1)} G`,
    diskspacetotal1: totalGib.toFixed(2),
    diskspacetotal2: totalGib.toFixed(2),
    speedlimit: String(Math.round(limitBytesPerSecond === 0 ? 100 : (limitBytesPerSecond / (50 * 1024 ** 2)) * 100)),
    speedlimit_abs: String(limitBytesPerSecond),
    have_warnings: String(warnings.length),
    finishaction: null,
    quota: '0 ',
    have_quota: false,
    left_quota: '0 ',
    cache_art: '0',
    cache_size: '0 B',
  };
}

/** Bytes a second. */
export function speedOf({ isPaused, queue, limitBytesPerSecond }: SabnzbdState): number {
  if (isPaused || queue.every((job) => job.isPaused)) return 0;
  return limitBytesPerSecond === 0 ? lineBytesPerSecond : Math.min(limitBytesPerSecond, lineBytesPerSecond);
}
