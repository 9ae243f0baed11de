import { inLab, lab } from './lab.ts';

/** The real services of the lab, as they are reached from outside it. */
export interface LabServices {
  readonly sabnzbd: { readonly url: string; readonly apiKey: string; readonly nzbKey: string };
  readonly qbittorrent: { readonly url: string; readonly username: string; readonly password: string };
}

export type LabService = keyof LabServices;

/** Starts the lab's services, which stay up: other specs may use them at the same time. */
export async function startServices(): Promise<LabServices> {
  await lab(['services', 'up']);
  const fact = await readFacts();
  const host = `http://${(await lab(['ip'])).trim()}`;
  return {
    sabnzbd: { url: `${host}:${fact('SAB_PORT')}`, apiKey: fact('SAB_KEY'), nzbKey: fact('SAB_NZB_KEY') },
    qbittorrent: { url: `${host}:${fact('QB_PORT')}`, username: fact('QB_USER'), password: fact('QB_PASS') },
  };
}

/** Ends one service of the lab, as its user would. */
export async function stopService(service: LabService): Promise<void> {
  await inLab(['systemctl', '--user', 'stop', `lab-${service}.service`]);
}

/** An NZB of an invented file that the lab's news server has; `missing`: whose articles it lacks. */
export async function makeNzb(
  name: string,
  sizeBytes: number,
  kind: 'whole' | 'slow' | 'missing' = 'whole',
): Promise<string> {
  const maker = '/opt/mediahost/inside/make.mjs';
  return inLab(['node', maker, 'nzb', name, String(sizeBytes), ...(kind === 'whole' ? [] : [kind])]);
}

async function readFacts(): Promise<(name: string) => string> {
  const lines = (await inLab(['cat', '/opt/mediahost/inside/lab.env'])).split('\n');
  const facts = new Map(lines.filter((line) => /^\w+=/.test(line)).map((line) => splitAtEquals(line)));
  return (name) => {
    const value = facts.get(name);
    if (value === undefined) throw new Error(`the lab tells no ${name}`);
    return value;
  };
}

function splitAtEquals(line: string): [string, string] {
  const place = line.indexOf('=');
  return [line.slice(0, place), line.slice(place + 1)];
}
