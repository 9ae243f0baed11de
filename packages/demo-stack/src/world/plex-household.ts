/** Who watches, and on what. Invented as all else. */
export interface PlexAccount {
  /** 1 is whoever owns the server; others have the number that plex.tv knows them by */
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly isHome: boolean;
  readonly isRestricted: boolean;
  readonly isProtected: boolean;
  /** the libraries that are shared with them, by title; absent: all */
  readonly libraries?: readonly string[];
}

export interface PlexDevice {
  readonly id: number;
  readonly name: string;
  readonly platform: string;
  readonly product: string;
  readonly clientIdentifier: string;
}

export const plexAccounts: readonly PlexAccount[] = [
  {
    id: 1,
    name: 'marit',
    email: 'marit@example.test',
    isHome: true,
    isRestricted: false,
    isProtected: true,
  },
  {
    id: 4_000_101,
    name: 'Jonas',
    email: 'jonas@example.test',
    isHome: true,
    isRestricted: false,
    isProtected: false,
  },
  {
    id: 4_000_102,
    name: 'Kids',
    email: '',
    isHome: true,
    isRestricted: true,
    isProtected: false,
    libraries: ['Movies'],
  },
  {
    id: 4_000_103,
    name: 'grandma.elin',
    email: 'elin@example.test',
    isHome: false,
    isRestricted: false,
    isProtected: false,
    libraries: ['Movies', 'TV Shows'],
  },
];

export const plexDevices: readonly PlexDevice[] = [
  device(1, { name: 'Living Room TV', platform: 'Android', product: 'Plex for Android (TV)' }),
  device(2, { name: 'Kitchen Tablet', platform: 'iOS', product: 'Plex for iOS' }),
  device(3, { name: 'Desk', platform: 'Firefox', product: 'Plex Web' }),
];

export const plexPeople = [
  'Ada Lindqvist',
  'Bo Hemming',
  'Carla Voss',
  'Dov Marten',
  'Esi Boateng',
  'Finn Aalto',
  'Greta Solheim',
  'Hugo Pereira',
  'Ines Castellan',
  'Jun Watabe',
] as const;

function device(id: number, facts: Pick<PlexDevice, 'name' | 'platform' | 'product'>): PlexDevice {
  return { id, clientIdentifier: `demo-player-${id}`, ...facts };
}
