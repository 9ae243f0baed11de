import { conversionCase } from './cases/conversion.ts';
import { logReadCase } from './cases/log-read.ts';
import { logSearchCase } from './cases/log-search.ts';
import { memoryCase } from './cases/memory.ts';
import { oauthCase } from './cases/oauth.ts';
import { pageCase } from './cases/page.ts';
import { containerListCase } from './cases/container-list.ts';
import { plexCase } from './cases/plex.ts';
import { seriesCase } from './cases/series.ts';
import { startCase } from './cases/start.ts';
import { toolCallCase } from './cases/tool-call.ts';
import type { Result } from './lib/measure.ts';

const cases: Readonly<Record<string, () => Promise<Result[]>>> = {
  'tool-call': toolCallCase,
  oauth: oauthCase,
  'container-list': containerListCase,
  memory: memoryCase,
  start: startCase,
  page: pageCase,
  conversion: conversionCase,
  'log-search': logSearchCase,
  'log-read': logReadCase,
  series: seriesCase,
  plex: plexCase,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(cases, name));
if (unknown.length > 0) {
  console.error(`no such case: ${unknown.join(', ')}; there are: ${Object.keys(cases).join(', ')}`);
  process.exit(2);
}

console.log(`Node ${process.version}; ours and theirs by turns, medians; the ratio is the figure to quote\n`);
console.log(`${'what'.padEnd(64)} ${'ours'.padStart(9)} ${'theirs'.padStart(9)}      ${'ratio'.padStart(6)}  goal`);
for (const [name, run] of Object.entries(cases)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const result of await run()) console.log(format(result));
}

function format({ name, unit, ours, theirs, ratio, goal }: Result): string {
  const verdict = goal === undefined ? '' : `≤ ${goal} ${ratio <= goal ? 'held' : 'MISSED'}`;
  const figures = `${ours.toFixed(2).padStart(9)} ${theirs.toFixed(2).padStart(9)} ${unit.padEnd(4)}`;
  return `${name.padEnd(64)} ${figures} ${ratio.toFixed(2).padStart(6)}  ${verdict}`;
}
