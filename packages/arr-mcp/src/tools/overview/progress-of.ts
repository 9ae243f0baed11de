import type { Download } from '../../domain/downloads/join-downloads.ts';

/** 0 to 100, rounded down; undefined where the sizes are not known. */
export function progressOf({ sizeBytes, leftBytes }: Pick<Download, 'sizeBytes' | 'leftBytes'>): number | undefined {
  if (sizeBytes === undefined || leftBytes === undefined || sizeBytes <= 0) return undefined;
  return Math.max(0, Math.min(100, Math.floor(((sizeBytes - leftBytes) * 100) / sizeBytes)));
}
