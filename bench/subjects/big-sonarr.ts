import { createServer } from 'node:http';

// A Sonarr of 5,000 series, of the size and shape of real ones: about 8 kB each, 40 MB in all. Everything is invented.
const count = Number(process.env['SERIES'] ?? 5000);
const library = Buffer.from(JSON.stringify(Array.from({ length: count }, (_, index) => series(index + 1))));
const status = JSON.stringify({ appName: 'Sonarr', version: '4.0.15.2941' });

createServer(({ url = '' }, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(url.startsWith('/api/v3/series') ? library : status);
}).listen(Number(process.env['PORT']), '127.0.0.1');

function series(id: number): object {
  const title = `The Bench ${id}`;
  const slug = `the-bench-${id}`;
  const seasons = Array.from({ length: 2 + (id % 30) }, (_, season) => ({
    seasonNumber: season + 1,
    monitored: true,
    statistics: {
      previousAiring: '2024-02-25T21:15:00Z',
      episodeFileCount: 10,
      episodeCount: 10,
      totalEpisodeCount: 10,
      sizeOnDisk: 30_831_374_474,
      releaseGroups: ['BENCH', 'OTHER'],
      percentOfEpisodes: 100,
    },
  }));
  return {
    title,
    alternateTitles: Array.from({ length: 4 + (id % 24) }, (_, each) => ({
      title: `${title} ${each}`,
      seasonNumber: -1,
    })),
    sortTitle: title.toLowerCase(),
    status: id % 3 === 0 ? 'continuing' : 'ended',
    ended: id % 3 !== 0,
    overview: 'They measure, and measure again, and find that the second time is the faster one. '.repeat(18),
    previousAiring: '2024-02-25T21:15:00Z',
    network: 'Bench One',
    airTime: '21:15',
    images: ['banner', 'poster', 'fanart', 'clearlogo'].map((coverType) => ({
      coverType,
      url: `/MediaCover/${id}/${coverType}.jpg?lastWrite=638091535764295599`,
      remoteUrl: `https://artworks.example.org/banners/${coverType}s/${id}-1.jpg`,
    })),
    originalLanguage: { id: 1, name: 'English' },
    seasons,
    year: 1990 + (id % 35),
    path: `/media-server/tv/${title}`,
    qualityProfileId: 1 + (id % 4),
    seasonFolder: true,
    monitored: id % 7 !== 0,
    monitorNewItems: 'all',
    useSceneNumbering: false,
    runtime: 45,
    tvdbId: 900_000 + id,
    tvRageId: 0,
    tvMazeId: id,
    tmdbId: 800_000 + id,
    firstAired: '2017-01-07T00:00:00Z',
    lastAired: '2024-02-25T00:00:00Z',
    seriesType: 'standard',
    cleanTitle: slug.replaceAll('-', ''),
    imdbId: `tt${9_000_000 + id}`,
    titleSlug: slug,
    rootFolderPath: '/media-server/tv',
    certification: 'TV-14',
    genres: ['Action', 'Drama', 'Mystery', 'Thriller'],
    tags: [1, 3],
    added: '2020-04-16T11:26:35Z',
    ratings: { votes: 1640, value: 8.3 },
    statistics: {
      seasonCount: seasons.length,
      episodeFileCount: seasons.length * 10 - (id % 4),
      episodeCount: seasons.length * 10,
      totalEpisodeCount: seasons.length * 10 + 2,
      sizeOnDisk: 30_831_374_474,
      releaseGroups: ['BENCH', 'OTHER'],
      percentOfEpisodes: 100,
    },
    languageProfileId: 1,
    id,
  };
}
