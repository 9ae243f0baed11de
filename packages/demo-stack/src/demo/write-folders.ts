import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { ContainerSpec } from '../host/container-spec.ts';
import { composeText, envText } from './compose-text.ts';
import { stackSecrets } from './containers.fixtures.ts';
import { demoLogs } from './logs.fixtures.ts';
import type { Places } from './places.ts';
import { serviceConfigs } from './service-configs.fixtures.ts';

/** Writes the folders of the invented host: stacks, configuration, logs and a few media files of no content. */
export async function writeFolders(places: Places, specs: readonly ContainerSpec[], now: Date): Promise<void> {
  await mkdir(places.state, { recursive: true, mode: 0o700 });
  await Promise.all([
    writeAll(places.stacks, stackFiles(specs)),
    writeAll(places.services, serviceConfigs()),
    writeAll(places.data, mediaFiles),
    writeAll(places.logs, { 'backup.log': `${now.toISOString()} restic: error: server nas.example did not answer\n` }),
    writeLogs(places.services, now),
  ]);
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) await write(join(folder, path), content);
}

async function writeLogs(folder: string, now: Date): Promise<void> {
  for (const { path, content, modified } of demoLogs(now)) {
    await write(join(folder, path), content);
    await utimes(join(folder, path), modified, modified);
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, content, { mode: 0o600 });
}

function stackFiles(specs: readonly ContainerSpec[]): Record<string, string> {
  const stacks = Object.entries(stackSecrets).flatMap(([stack, secrets]) => {
    const members = specs.filter(({ compose }) => compose?.stack === stack);
    return [
      [`${stack}/compose.yaml`, composeText(members, secrets)],
      [`${stack}/.env`, envText(secrets)],
    ] as const;
  });
  return Object.fromEntries(stacks);
}

const mediaFiles: Readonly<Record<string, string>> = {
  'media/tv/The Lighthouse Keepers/Season 01/The Lighthouse Keepers - S01E01.mkv': '',
  'media/tv/Second Breakfast/Season 01/Second Breakfast - S01E01.mkv': '',
  'media/movies/Harbour Lights (2012)/Harbour Lights (2012) WEBDL-1080p.mkv': '',
  'media/movies/The Quiet Satellite (2023)/The Quiet Satellite (2023) WEBDL-1080p.mkv': '',
  'media/music/The Tin Kites/Updraft/01 Updraft.flac': '',
  'downloads/Orbital.Gardeners.S02E01.720p.HDTV.x264-DEMO/sample.txt': 'Nothing in here can be imported.\n',
};
