import { createApp } from '../app.ts';
import { createLogger } from '../logger.ts';
import { diagnose } from '../tools/services/diagnose.ts';
import { printRows } from './doctor-table.ts';
import { readConfig } from './read-config.ts';

const limitMs = 30_000;

/** Prints how everything that arr-mcp works with stands; 1 = something does not work. */
export async function doctor(): Promise<number> {
  const { config, settings } = readConfig();
  const app = await createApp({ config, log: createLogger('silent'), observe: () => undefined });
  try {
    const { scopes, dataDir, runtime } = config;
    const places = { scopes, dataDir, uid: runtime.uid, withoutRuntime: runtime.runtime === 'none' };
    const rows = await diagnose(app.services, places, AbortSignal.timeout(limitMs));
    const typos = settings.warnings.map((found) => ({ what: 'settings', state: 'warning' as const, found }));
    process.stdout.write(printRows([...typos, ...rows]));
    return rows.some(({ state }) => state === 'problem') ? 1 : 0;
  } finally {
    await app.close();
  }
}
