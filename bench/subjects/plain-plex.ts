import { createServer } from 'node:http';

// What anybody would write first: fetch and JSON.parse, page by page, and as little of each record as a list shows.
const headers = { 'X-Plex-Token': 'bench', accept: 'application/json' };

// The fields that counting needs are left.
const counted =
  'sort=viewedAt%3Aasc&excludeFields=historyKey,key,parentKey,grandparentKey,librarySectionID,title,parentTitle,' +
  'grandparentTitle,thumb,parentThumb,grandparentThumb,grandparentArt,index,parentIndex,originallyAvailableAt,viewedAt';

interface Part {
  readonly start: number;
  readonly size: number;
}

interface Answer {
  readonly totalSize: number;
  readonly Metadata?: readonly Readonly<Record<string, string | number>>[];
  readonly Account?: readonly { readonly id: number; readonly name: string }[];
  readonly Device?: readonly { readonly id: number; readonly name: string }[];
}

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://plain');
  void answer(pathname, searchParams).then((body) => response.end(JSON.stringify(body)));
}).listen(Number(process.env['PORT']), '127.0.0.1');

async function answer(path: string, query: URLSearchParams): Promise<object> {
  const part = { start: Number(query.get('start')), size: 100 };
  if (path === '/items') return listItems(query.get('query') ?? '', part);
  if (path === '/history') return listViews(part);
  return path === '/statistics' ? countViews() : {};
}

async function listItems(query: string, part: Part): Promise<object> {
  await get('/library/sections');
  const { Metadata = [], totalSize } = await get(`/library/sections/1/all?${query}`, part);
  return { total: totalSize, items: Metadata.map(({ ratingKey, title, year }) => ({ ratingKey, title, year })) };
}

async function listViews(part: Part): Promise<object> {
  const [{ Metadata = [], totalSize }, users, devices] = await Promise.all([
    get('/status/sessions/history/all?sort=viewedAt%3Adesc', part),
    names('Account'),
    names('Device'),
  ]);
  const items = Metadata.map(({ title, viewedAt, accountID, deviceID }) => ({
    title,
    viewedAt,
    user: users.get(Number(accountID)),
    device: devices.get(Number(deviceID)),
  }));
  return { total: totalSize, items };
}

async function countViews(): Promise<object> {
  const [plays, watched] = [new Map<number, number>(), new Map<string, number>()];
  for (let start = 0, total = 1; start < total; start += 1000) {
    const answered = await get(`/status/sessions/history/all?${counted}`, { start, size: 1000 });
    for (const { accountID, ratingKey } of answered.Metadata ?? []) {
      plays.set(Number(accountID), (plays.get(Number(accountID)) ?? 0) + 1);
      watched.set(String(ratingKey), (watched.get(String(ratingKey)) ?? 0) + 1);
    }
    total = answered.totalSize;
  }
  const most = [...watched].toSorted(([, one], [, other]) => other - one).map(([key]) => key);
  const users = await names('Account');
  await names('Device');
  const seconds = await measure(most.slice(0, 2000));
  return { seconds, items: [...plays].map(([id, count]) => ({ user: users.get(id), plays: count })) };
}

async function measure(keys: readonly string[]): Promise<number> {
  let seconds = 0;
  for (let at = 0; at < keys.length; at += 50) {
    const { Metadata = [] } = await get(`/library/metadata/${keys.slice(at, at + 50).join(',')}`);
    for (const { duration } of Metadata) seconds += Number(duration) / 1000;
  }
  return seconds;
}

async function names(kind: 'Account' | 'Device'): Promise<Map<number, string>> {
  const answered = await get(`/${kind.toLowerCase()}s`);
  return new Map((answered[kind] ?? []).map(({ id, name }) => [id, name]));
}

async function get(path: string, part?: Part): Promise<Answer> {
  const range =
    part === undefined
      ? {}
      : { 'X-Plex-Container-Start': String(part.start), 'X-Plex-Container-Size': String(part.size) };
  const response = await fetch(`${process.env['PLEX_URL']}${path}`, { headers: { ...headers, ...range } });
  return ((await response.json()) as { MediaContainer: Answer }).MediaContainer;
}
