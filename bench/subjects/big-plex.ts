import { DemoServers, createLargeWorld, createPlexStandIn } from '../../packages/demo-stack/src/index.ts';

// A Plex of 50,000 movies and 500,000 views, which tells at /bench/asked what it was asked for since it was asked that.
const world = createLargeWorld({ movies: Number(process.env['MOVIES'] ?? 50_000) });
const views = Number(process.env['VIEWS'] ?? 500_000);
const plex = createPlexStandIn({ world, apiKey: 'bench', views, keepsSelections: true });
let asked = { requests: 0, bytes: 0 };

await new DemoServers().onPort({ fetch: answer }, Number(process.env['PORT']));

async function answer(request: Request): Promise<Response> {
  if (new URL(request.url).pathname === '/bench/asked') {
    const told = Response.json(asked);
    asked = { requests: 0, bytes: 0 };
    return told;
  }
  const response = await plex.fetch(request);
  const body = await response.text();
  asked.requests += 1;
  asked.bytes += body.length;
  return new Response(body, response);
}
