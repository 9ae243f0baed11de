import type { TestProject } from 'vitest/node';

import { type Installation, install } from './install.ts';
import { findObstacle, isLabUp, lab } from './lab.ts';
import { buildBaseImage, stageRelease } from './release.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** undefined where there is no media host; the specs that need it are skipped */
    installation: Installation | undefined;
  }
}

// For whoever writes specs: the lab of the last run is used again, release and installation renewed.
const reuse = process.env['E2E_REUSE'] === 'true';

/** Boots a media host as it was built, and installs the release on it as its account would. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const obstacle = findObstacle();
  if (obstacle !== undefined) {
    process.stderr.write(`\n*** SKIPPED: the end-to-end tests on the media host: ${obstacle} ***\n\n`);
    provide('installation', undefined);
    return undefined;
  }
  if (!(reuse && (await isLabUp()))) await bootLab();
  await stageRelease();
  provide('installation', await install());
  return reuse ? undefined : async () => void (await lab(['down']));
}

async function bootLab(): Promise<void> {
  const timeLimitMs = 15 * 60_000;
  await lab(['build'], { timeLimitMs });
  await lab(['reset'], { timeLimitMs });
  await lab(['up']);
  await buildBaseImage();
}
