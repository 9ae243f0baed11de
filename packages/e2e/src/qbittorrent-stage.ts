import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach } from 'vitest';

import { type Connection, connect, succeed } from './connect.ts';
import { shellInLab } from './lab.ts';
import { type MadeTorrent, QBittorrentProbe, downloads } from './qbittorrent-probe.ts';
import { until } from './run.ts';
import { type LabServices, startServices } from './services.ts';
import { startServer } from './start-server.ts';

export const filmName = 'Example.Film.2020.1080p-E2E.mkv';
export const showName = 'Example.Show.S01E01-E2E.mkv';

/** What a story of qBittorrent works with; read it inside a test. */
export interface QBittorrentStage {
  readonly lab: LabServices['qbittorrent'];
  readonly probe: QBittorrentProbe;
  readonly connection: Connection;
  /** is there whole */
  readonly film: MadeTorrent;
  /** nothing of it is there */
  readonly show: MadeTorrent;
  /** A file of the media directory, such as `film.torrent`, `show.torrent` or `rubbish.torrent`. */
  readonly inMedia: (name: string) => string;
  /** Adds film and show, and waits until both have settled. */
  readonly addBoth: () => Promise<void>;
}

/** Call it where the story is described. Each test begins with an empty qBittorrent that has the category `tv`. */
export function useQBittorrent(): QBittorrentStage {
  let media = '';
  const ends: (() => Promise<void>)[] = [];
  // Vitest runs the hooks below before any test asks for it.
  const stage = { inMedia: (name: string) => join(media, name) } as {
    -readonly [Part in keyof QBittorrentStage]: QBittorrentStage[Part];
  };

  beforeAll(async () => {
    media = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-media-'));
    stage.lab = (await startServices()).qbittorrent;
    stage.probe = new QBittorrentProbe(stage.lab);
    await stage.probe.signIn();
    const server = await startServer({
      QBITTORRENT_URL: stage.lab.url,
      QBITTORRENT_USERNAME: stage.lab.username,
      QBITTORRENT_PASSWORD: stage.lab.password,
      ARR_MCP_MEDIA_DIR: media,
    });
    stage.connection = await connect(server);
    ends.push(stage.connection.close, server.stop);
  });
  beforeEach(async () => {
    const { probe } = stage;
    await probe.stopTracker();
    await probe.clear();
    stage.film = await probe.makeTorrent(filmName, 700_000);
    stage.show = await probe.makeTorrent(showName, 300_000);
    await shellInLab(`rm ${downloads}/${showName}`);
    await probe.startTracker(stage.show);
    writeFileSync(join(media, 'film.torrent'), stage.film.file);
    writeFileSync(join(media, 'show.torrent'), stage.show.file);
    writeFileSync(join(media, 'rubbish.torrent'), 'not a torrent');
  });
  afterAll(async () => {
    await stage.probe.stopTracker();
    await stage.probe.clear();
    await shellInLab(`rm -f ${downloads}/${filmName}`);
    for (const end of ends) await end();
    rmSync(media, { recursive: true, force: true });
  });

  stage.addBoth = async () => {
    const { connection, probe, film, show } = stage;
    await succeed(connection, 'qbittorrent_add', { source: join(media, 'film.torrent'), category: 'tv' });
    await succeed(connection, 'qbittorrent_add', { source: join(media, 'show.torrent') });
    await until('the film is seeded', async () => (await probe.torrent(film.hash))?.['state'] === 'stalledUP');
    await until('the show waits', async () => (await probe.torrent(show.hash))?.['state'] === 'stalledDL');
  };
  return stage;
}
