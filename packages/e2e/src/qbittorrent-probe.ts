import { createHash } from 'node:crypto';

import { lab, shellInLab } from './lab.ts';
import type { LabServices } from './services.ts';
import { until } from './run.ts';

type Answer = Record<string, unknown>;

const served = '/srv/lab/tracker';
const port = 8122;
/** Where it saves by default, seen from inside. */
export const downloads = '/media-server/downloads/torrents';
export const passkey = '0123456789abcdefpasskeycanary';

export interface MadeTorrent {
  readonly hash: string;
  readonly file: Buffer;
}

/** qBittorrent's own API, past everything of ours. */
export class QBittorrentProbe {
  readonly #facts: LabServices['qbittorrent'];
  #cookie = '';

  constructor(facts: LabServices['qbittorrent']) {
    this.#facts = facts;
  }

  async signIn(): Promise<void> {
    const { username, password } = this.#facts;
    // With a session it would not make another.
    this.#cookie = '';
    const answer = await this.#send('auth/login', { username, password });
    if (answer.text !== 'Ok.') throw new Error(`the lab's qBittorrent says ${answer.text}`);
    this.#cookie = answer.cookie;
  }

  async ask(path: string): Promise<string> {
    return (await this.#send(path)).text;
  }

  async read(path: string): Promise<Answer> {
    return JSON.parse(await this.ask(path)) as Answer;
  }

  async list(path: string): Promise<Answer[]> {
    return JSON.parse(await this.ask(path)) as Answer[];
  }

  async post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#send(path, fields);
  }

  async torrents(): Promise<Answer[]> {
    return this.list('torrents/info?sort=name');
  }

  async torrent(hash: string): Promise<Answer | undefined> {
    return (await this.list(`torrents/info?hashes=${hash}`))[0];
  }

  async refusedSignIns(): Promise<number> {
    const log = await this.list('log/main?normal=false&info=false');
    return log.filter(({ message }) => String(message).includes('login failure')).length;
  }

  /** No torrents, one category, no tags, no limits. */
  async clear(): Promise<void> {
    await this.post('torrents/delete', { hashes: 'all', deleteFiles: 'true' });
    await until('it has no torrents', async () => (await this.torrents()).length === 0);
    await this.post('torrents/removeCategories', {
      categories: Object.keys(await this.read('torrents/categories')).join('\n'),
    });
    await this.post('torrents/createCategory', { category: 'tv', savePath: '' });
    const tags = JSON.parse(await this.ask('torrents/tags')) as string[];
    await this.post('torrents/deleteTags', { tags: tags.join(',') });
    if ((await this.ask('transfer/speedLimitsMode')) === '1') await this.post('transfer/toggleSpeedLimitsMode');
    await this.post('transfer/setDownloadLimit', { limit: '0' });
    await this.post('transfer/setUploadLimit', { limit: '0' });
  }

  /** A file of the lab, and the torrent of it; the tracker wants a passkey. */
  async makeTorrent(name: string, sizeBytes: number): Promise<MadeTorrent> {
    const path = `${downloads}/${name}`;
    const maker = '/opt/mediahost/inside/make.mjs';
    const base64 = await shellInLab(
      `head -c ${sizeBytes} /dev/urandom > ${path} && node ${maker} torrent ${path} ${await this.#address()}/${passkey}/announce 2>/dev/null | base64 -w0`,
    );
    const file = Buffer.from(base64, 'base64');
    const info = file.subarray(file.indexOf('4:info') + '4:info'.length, -1);
    return { hash: createHash('sha1').update(info).digest('hex'), file };
  }

  /** Starts a tracker that knows nobody, and gives the torrent file to who asks. */
  async startTracker({ file }: MadeTorrent): Promise<void> {
    await shellInLab(
      `mkdir -p ${served}/${passkey} && printf 'd8:intervali1800e12:min intervali1e5:peers0:e' > ${served}/${passkey}/announce && base64 -d > ${served}/served.torrent && systemd-run --user -q --collect --unit=lab-tracker bash -c 'exec python3 -u -m http.server -b 0.0.0.0 ${port} -d ${served} 2> ${served}/log'`,
      { input: file.toString('base64') },
    );
    await until('the tracker runs', async () =>
      fetch(`${await this.#address()}/served.torrent`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  }

  async stopTracker(): Promise<void> {
    await shellInLab(`systemctl --user stop lab-tracker.service || true; rm -rf ${served}`);
  }

  async servedAddress(): Promise<string> {
    return `${await this.#address()}/served.torrent`;
  }

  /** How often a torrent was announced. */
  async announces(): Promise<number> {
    return Number(await shellInLab(`grep -c 'announce?info_hash' ${served}/log || true`));
  }

  async #address(): Promise<string> {
    return `http://${(await lab(['ip'])).trim()}:${port}`;
  }

  async #send(path: string, fields?: Readonly<Record<string, string>>): Promise<{ text: string; cookie: string }> {
    const answer = await fetch(`${this.#facts.url}/api/v2/${path}`, {
      headers: { cookie: this.#cookie },
      signal: AbortSignal.timeout(10_000),
      ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
    });
    if (!answer.ok) throw new Error(`qBittorrent answers ${path} with ${answer.status}`);
    return { text: await answer.text(), cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  }
}
