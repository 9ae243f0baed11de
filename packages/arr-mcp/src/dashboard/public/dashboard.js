// Brings the page up to date in place. Without it the page reloads itself.
const main = document.querySelector('#main');
const announcer = document.querySelector('#announcer');
const lost = document.querySelector('#lost');
const refreshMs = Number(main.dataset.refreshSeconds) * 1000;
const timeLimitMs = 15_000;
let timer;

function headline() {
  return main.querySelector('[data-headline]')?.dataset.headline;
}

/** The reader's own clock and time zone; the server knows neither. */
function localizeTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    time.textContent = new Date(time.dateTime).toLocaleTimeString([], { timeStyle: 'medium' });
  }
}

/** Only sections that differ are exchanged, so that selected text and the place on the page stay. */
function show(html) {
  const next = new DOMParser().parseFromString(html, 'text/html').body;
  localizeTimes(next);
  const wanted = [...next.children];
  const ids = new Set(wanted.map(({ id }) => id));
  const shown = [...main.children];
  for (const old of shown) if (!ids.has(old.id)) old.remove();
  wanted.forEach((section, index) => {
    const old = main.children[index];
    if (old?.id !== section.id) main.insertBefore(section, old ?? null);
    else if (!old.isEqualNode(section)) old.replaceWith(section);
  });
}

async function refresh() {
  const before = headline();
  try {
    const answer = await fetch('/?part=main', { cache: 'no-store', signal: AbortSignal.timeout(timeLimitMs) });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    show(await answer.text());
    lost.hidden = true;
  } catch {
    // The server restarts or the network is away: what is shown stays, and says that it is old.
    lost.hidden = false;
  }
  // Read out only when the sentence that sums everything up has changed.
  if (headline() !== before) {
    announcer.textContent = headline();
    document.title = `${headline()} – arr-mcp`;
  }
  return plan();
}

function plan() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(() => void refresh(), refreshMs);
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) clearTimeout(timer);
  else void refresh();
});
localizeTimes(main);
plan();
// Left by sign-in.js.
if (location.search === '?signed-in') history.replaceState(null, '', '/');
