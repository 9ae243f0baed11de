import { createServer } from 'node:http';

// What anybody would write first: fetch, JSON.parse, and the first 25 titles.
createServer((request, response) => {
  if (request.url === '/series') void readTitles().then((items) => response.end(JSON.stringify({ items })));
  else response.end();
}).listen(Number(process.env['PORT']), '127.0.0.1');

async function readTitles(): Promise<{ title: string }[]> {
  const answer = await fetch(`${process.env['SONARR_URL']}/api/v3/series`, { headers: { 'X-Api-Key': 'bench' } });
  const all = (await answer.json()) as { title: string }[];
  return all.slice(0, 25).map(({ title }) => ({ title }));
}
