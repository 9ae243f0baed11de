export interface DemoArtist {
  /** a MusicBrainz id, in a range where there are none */
  readonly foreignId: string;
  readonly name: string;
  /** tells artists of one name apart */
  readonly disambiguation?: string;
  readonly type: 'Group' | 'Person';
  readonly overview: string;
  readonly genres: readonly string[];
  /** in the library from the start; the others are found when searched for */
  readonly owned: boolean;
  readonly albums: readonly DemoAlbum[];
}

export interface DemoAlbum {
  readonly foreignId: string;
  readonly title: string;
  readonly type: 'Album' | 'EP' | 'Single';
  readonly year: number;
  /** days from now to its release, where that is what matters; absent: in March of its year */
  readonly releasedInDays?: number;
  readonly tracks: number;
  /** how many of them are there */
  readonly files: number;
}

export const demoArtists: readonly DemoArtist[] = [
  {
    foreignId: '00000000-0000-4000-8000-000000000001',
    name: 'The Tin Kites',
    type: 'Group',
    overview: 'Four people, one accordion.',
    genres: ['Folk'],
    owned: true,
    albums: [
      album(101, { title: 'Updraft', type: 'Album', year: 2014, tracks: 11, files: 11 }),
      album(102, { title: 'String Theory', type: 'Album', year: 2020, tracks: 9, files: 4 }),
      album(103, { title: 'Knots', type: 'EP', year: 2023, tracks: 4, files: 0 }),
      album(104, { title: 'Tailwind', type: 'Album', year: 2026, releasedInDays: 12, tracks: 10, files: 0 }),
    ],
  },
  {
    foreignId: '00000000-0000-4000-8000-000000000003',
    name: '1912',
    disambiguation: 'harbour orchestra',
    type: 'Group',
    overview: 'Foghorns, mostly in tune.',
    genres: ['Classical', 'Experimental'],
    owned: true,
    albums: [album(301, { title: 'Low Water', type: 'Album', year: 2019, tracks: 6, files: 6 })],
  },
  {
    foreignId: '00000000-0000-4000-8000-000000000002',
    name: 'Marble Choir',
    type: 'Group',
    overview: 'Voices recorded in quarries.',
    genres: ['Ambient'],
    owned: false,
    albums: [
      album(201, { title: 'Strata', type: 'Album', year: 2022, tracks: 7, files: 0 }),
      album(202, { title: 'Dust', type: 'Single', year: 2024, tracks: 1, files: 0 }),
    ],
  },
  {
    foreignId: '00000000-0000-4000-8000-000000000004',
    name: 'Marble Choir',
    disambiguation: 'children of the quarry town',
    type: 'Group',
    overview: 'The same quarry, thirty years before.',
    genres: ['Choral'],
    owned: false,
    albums: [album(401, { title: 'Sunday', type: 'Album', year: 1991, tracks: 14, files: 0 })],
  },
];

function album(id: number, facts: Omit<DemoAlbum, 'foreignId'>): DemoAlbum {
  return { foreignId: `00000000-0000-4000-8000-000000000${id}`, ...facts };
}
