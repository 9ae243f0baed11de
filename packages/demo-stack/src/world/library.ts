/** The invented library, as data. Ids stand in the ranges of the real databases and belong to nothing there. */
export interface DemoSeries {
  readonly tvdbId: number;
  readonly tmdbId: number;
  readonly imdbId: string;
  readonly title: string;
  readonly year: number;
  readonly status: 'continuing' | 'ended' | 'upcoming';
  readonly network: string;
  readonly genres: readonly string[];
  readonly overview: string;
  /** minutes */
  readonly runtime: number;
  /** episodes of each season, the first one first; specials are left out */
  readonly seasons: readonly number[];
  /** days from now to the first episode of the last season; negative = past */
  readonly lastSeasonStartsInDays: number;
  /** in the library from the start; the others are found when searched for */
  readonly owned: boolean;
  /** share of the aired episodes that have a file, 0 to 1 */
  readonly complete: number;
}

export const demoSeries: readonly DemoSeries[] = [
  {
    tvdbId: 990_001,
    tmdbId: 880_001,
    imdbId: 'tt9900001',
    title: 'The Lighthouse Keepers',
    year: 2021,
    status: 'continuing',
    network: 'Northlight',
    genres: ['Drama', 'Mystery'],
    overview: 'Three keepers of a remote lighthouse find letters that have not been written yet.',
    runtime: 48,
    seasons: [8, 8, 10],
    lastSeasonStartsInDays: -30,
    owned: true,
    complete: 0.9,
  },
  {
    tvdbId: 990_002,
    tmdbId: 880_002,
    imdbId: 'tt9900002',
    title: 'Second Breakfast',
    year: 2018,
    status: 'ended',
    network: 'Kanal Neun',
    genres: ['Comedy'],
    overview: 'A night-shift diner whose guests are never quite awake.',
    runtime: 24,
    seasons: [10, 12, 12, 6],
    lastSeasonStartsInDays: -900,
    owned: true,
    complete: 1,
  },
  {
    tvdbId: 990_003,
    tmdbId: 880_003,
    imdbId: 'tt9900003',
    title: 'Orbital Gardeners',
    year: 2024,
    status: 'continuing',
    network: 'Halo',
    genres: ['Science Fiction', 'Family'],
    overview: 'Children raise the first forest in orbit.',
    runtime: 42,
    seasons: [10, 10],
    lastSeasonStartsInDays: -10,
    owned: true,
    complete: 0.8,
  },
  {
    tvdbId: 990_004,
    tmdbId: 880_004,
    imdbId: 'tt9900004',
    title: 'Ferry to Nowhere',
    year: 2015,
    status: 'ended',
    network: 'Fjord TV',
    genres: ['Crime'],
    overview: 'A detective takes the same ferry each day and never arrives.',
    runtime: 55,
    seasons: [6, 6, 6],
    lastSeasonStartsInDays: -2200,
    owned: true,
    complete: 1,
  },
  {
    tvdbId: 990_005,
    tmdbId: 880_005,
    imdbId: 'tt9900005',
    title: 'Paper Mountains',
    year: 2026,
    status: 'upcoming',
    network: 'Northlight',
    genres: ['Animation'],
    overview: 'Everything is folded, and it begins to rain.',
    runtime: 30,
    seasons: [8],
    lastSeasonStartsInDays: 5,
    owned: true,
    complete: 0,
  },
  {
    tvdbId: 990_006,
    tmdbId: 880_006,
    imdbId: 'tt9900006',
    title: 'The Cartographers',
    year: 2022,
    status: 'continuing',
    network: 'Atlas',
    genres: ['Adventure', 'Drama'],
    overview: 'A map that changes when nobody looks, and the people paid to look.',
    runtime: 50,
    seasons: [9, 9],
    lastSeasonStartsInDays: -200,
    owned: false,
    complete: 0,
  },
  {
    tvdbId: 990_007,
    tmdbId: 880_007,
    imdbId: 'tt9900007',
    title: 'The Cartographers',
    year: 1994,
    status: 'ended',
    network: 'Atlas',
    genres: ['Documentary'],
    overview: 'How the coast was measured, one village at a time.',
    runtime: 30,
    seasons: [6],
    lastSeasonStartsInDays: -11_000,
    owned: false,
    complete: 0,
  },
];

export interface DemoMovie {
  readonly tmdbId: number;
  readonly imdbId: string;
  readonly title: string;
  readonly year: number;
  readonly genres: readonly string[];
  readonly overview: string;
  /** minutes */
  readonly runtime: number;
  readonly studio: string;
  readonly collection?: { readonly tmdbId: number; readonly title: string };
  /** days from now to its release; negative = past */
  readonly releasedInDays: number;
  readonly owned: boolean;
  readonly hasFile: boolean;
}

const harbour = { tmdbId: 770_001, title: 'The Harbour Collection' };

export const demoMovies: readonly DemoMovie[] = [
  {
    tmdbId: 660_001,
    imdbId: 'tt9800001',
    title: 'Harbour Lights',
    year: 2012,
    genres: ['Drama'],
    overview: 'A pilot boat brings home more than ships.',
    runtime: 108,
    studio: 'Pier Pictures',
    collection: harbour,
    releasedInDays: -5000,
    owned: true,
    hasFile: true,
  },
  {
    tmdbId: 660_002,
    imdbId: 'tt9800002',
    title: 'Harbour Nights',
    year: 2016,
    genres: ['Drama', 'Thriller'],
    overview: 'The pilot boat goes out once more.',
    runtime: 117,
    studio: 'Pier Pictures',
    collection: harbour,
    releasedInDays: -3600,
    owned: true,
    hasFile: true,
  },
  {
    tmdbId: 660_003,
    imdbId: 'tt9800003',
    title: 'Harbour Days',
    year: 2025,
    genres: ['Drama'],
    overview: 'What the tide left.',
    runtime: 121,
    studio: 'Pier Pictures',
    collection: harbour,
    releasedInDays: -90,
    owned: true,
    hasFile: false,
  },
  {
    tmdbId: 660_004,
    imdbId: 'tt9800004',
    title: 'A Bicycle for Winter',
    year: 2019,
    genres: ['Family'],
    overview: 'A postwoman, a mountain, one hundred parcels.',
    runtime: 94,
    studio: 'Snowline',
    releasedInDays: -2500,
    owned: true,
    hasFile: true,
  },
  {
    tmdbId: 660_005,
    imdbId: 'tt9800005',
    title: 'The Quiet Satellite',
    year: 2023,
    genres: ['Science Fiction'],
    overview: 'It stopped sending. Then it began to listen.',
    runtime: 132,
    studio: 'Halo',
    releasedInDays: -1100,
    owned: true,
    hasFile: true,
  },
  {
    tmdbId: 660_006,
    imdbId: 'tt9800006',
    title: 'Tomorrow, Probably',
    year: 2027,
    genres: ['Comedy'],
    overview: 'A weather office that is always right, a day late.',
    runtime: 101,
    studio: 'Kanal Neun',
    releasedInDays: 60,
    owned: true,
    hasFile: false,
  },
  {
    tmdbId: 660_007,
    imdbId: 'tt9800007',
    title: 'The Glass Orchard',
    year: 2024,
    genres: ['Fantasy'],
    overview: 'Fruit that must not be dropped.',
    runtime: 110,
    studio: 'Snowline',
    releasedInDays: -400,
    owned: false,
    hasFile: false,
  },
];
