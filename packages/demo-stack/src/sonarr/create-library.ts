import type { World } from '../world/world.ts';
import { Library } from './library.ts';

const dayMs = 86_400_000;

/** The household's series, with the files and the past that they come with. */
export function createLibrary(world: World): Library {
  const library = new Library(world);
  for (const known of world.series.filter(({ owned }) => owned)) {
    const series = library.add(known, { added: new Date(Date.UTC(known.year, 5, known.tvdbId % 28)).toISOString() });
    const aired = library.episodesOf(series.id).filter(({ airDateUtc }) => Date.parse(airDateUtc) < +world.now());
    for (const episode of aired.slice(0, Math.floor(aired.length * known.complete))) {
      const dateAdded = new Date(Math.min(Date.parse(episode.airDateUtc) + dayMs, +world.now())).toISOString();
      const { path } = library.addFile(series, episode, { dateAdded });
      const data = { importedPath: path, downloadClientName: 'SABnzbd' };
      library.note('downloadFolderImported', episode, { data, date: dateAdded });
    }
  }
  noteGrabs(library);
  return library;
}

// What is downloading now was grabbed an hour ago.
function noteGrabs(library: Library): void {
  const date = new Date(+library.world.now() - 3_600_000).toISOString();
  for (const { subject, title } of library.world.downloads) {
    const episode = library.findEpisode(subject);
    const facts = { data: { indexer: 'Demo Usenet' }, date, sourceTitle: title };
    if (episode !== undefined) library.note('grabbed', episode, facts);
  }
}
