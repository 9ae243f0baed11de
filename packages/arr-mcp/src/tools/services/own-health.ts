import { toPlainLine } from '@arr-mcp/helper-protocol';

import type { HealthIssue } from '../../domain/services/service-health.ts';
import { maskText } from '../../mask-secrets.ts';
import type { HealthFinding } from '../../services/arr/arr-schemas.ts';
import type { ClientName, Clients } from '../../services/clients.ts';

type ReadIssues<Name extends ClientName> = (client: Clients[Name]) => Promise<HealthIssue[]>;

const arr = async (client: { health(): Promise<HealthFinding[]> }): Promise<HealthIssue[]> =>
  (await client.health()).flatMap(toIssue);

/** What each service finds wrong itself. */
const readers: { readonly [Name in ClientName]: ReadIssues<Name> } = {
  sonarr: arr,
  radarr: arr,
  lidarr: arr,
  prowlarr: arr,
  async sabnzbd(client) {
    // It repeats itself, and keeps what it warned of until it is started again.
    const texts = new Map((await client.warnings()).map(({ type, text }) => [text, type]));
    return [...texts].map(([text, type]) => issue(/error/i.test(type) ? 'error' : 'warning', 'log', text));
  },
  async qbittorrent(client) {
    const { connection } = await client.transfer();
    if (connection === 'connected') return [];
    if (connection === 'firewalled')
      return [issue('warning', 'connection', 'its incoming port cannot be reached: firewalled')];
    return [issue('error', 'connection', `its connection is ${connection}`)];
  },
  // It keeps no list of what is wrong; that it answers at all is asked elsewhere.
  plex: async () => [],
  // The same, and a sign-in that has ended fails here.
  async trakt(client) {
    await client.version();
    return [];
  },
};

/** @throws ServiceError when it cannot be asked */
export async function readOwnHealth<Name extends ClientName>(
  service: Name,
  client: Clients[Name],
): Promise<HealthIssue[]> {
  const read: ReadIssues<Name> = readers[service];
  return read(client);
}

const maxMessage = 300;

function toIssue({ source, type, message = '', wikiUrl }: HealthFinding): HealthIssue[] {
  const known = ['error', 'warning', 'notice'] as const;
  const kind = known.find((each) => each === type.toLowerCase());
  if (kind === undefined) return [];
  const link = wikiUrl?.startsWith('https://wiki.servarr.com/') === true ? { wiki_url: wikiUrl } : {};
  return [{ ...issue(kind, source, message), ...link }];
}

function issue(type: HealthIssue['type'], source: string | undefined, message: string): HealthIssue {
  const text = maskText(toPlainLine(message)).slice(0, maxMessage);
  return { ...(source === undefined ? {} : { source: toPlainLine(source).slice(0, 80) }), type, message: text };
}
