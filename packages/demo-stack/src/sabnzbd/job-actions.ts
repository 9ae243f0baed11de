import type { SabnzbdState } from './sabnzbd-state.ts';
import type { Form } from './form.ts';

/** What the modes do that change the queue or the history; each answers as the real one does. */
export type Action = (form: Form, state: SabnzbdState) => object;

const pausedPriority = -2;
const invented = 700 * 1024 ** 2;

export const jobActions: Readonly<Record<string, Action>> = {
  'queue pause': (form, state) => eachNamed(form, state, (job) => (job.isPaused = true)),
  'queue resume': (form, state) => eachNamed(form, state, (job) => (job.isPaused = false)),
  'queue priority': setPriority,
  'queue delete': deleteQueued,
  'history delete': deletePast,
  retry,
  addurl: (form, state) => add(form.text('nzbname') || nameOf(form.text('name')), form, state),
  addfile: addFile,
};

function eachNamed(form: Form, state: SabnzbdState, change: (job: SabnzbdState['queue'][number]) => void): object {
  const ids = form.list('value');
  for (const job of state.queue.filter(({ id }) => ids.includes(id))) change(job);
  // The real one names unknown ids as well.
  return { status: ids.length > 0, nzo_ids: ids };
}

function setPriority(form: Form, { queue }: SabnzbdState): object {
  const job = queue.find(({ id }) => id === form.text('value'));
  if (job === undefined) return { position: -1 };
  const priority = Number(form.text('value2'));
  if (priority === pausedPriority) job.isPaused = true;
  else job.priority = stored(priority);
  queue.sort((left, right) => right.priority - left.priority);
  return { position: queue.indexOf(job) };
}

function deleteQueued(form: Form, state: SabnzbdState): object {
  const ids = form.list('value');
  const removed = state.queue.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
  state.queue = state.queue.filter(({ id }) => !removed.includes(id));
  return { status: removed.length > 0, nzo_ids: removed };
}

function deletePast(form: Form, state: SabnzbdState): object {
  const ids = form.list('value');
  state.history = state.history.filter(({ id }) => !ids.includes(id));
  return { status: true };
}

function retry(form: Form, state: SabnzbdState): object {
  const past = state.history.find(({ id, failure }) => id === form.text('value') && failure !== undefined);
  if (past === undefined) return { status: false, error: 'item does not exist' };
  state.history = state.history.filter((each) => each !== past);
  return { status: true, nzo_id: enqueue(past.name, { category: past.category, priority: 0 }, state) };
}

function addFile(form: Form, state: SabnzbdState): object {
  const file = form.file('name');
  if (file === undefined) return { status: false, error: 'expects one parameter' };
  if (!form.isNzb) return { status: false, nzo_ids: [] };
  return add(form.text('nzbname') || file.name.replace(/\.nzb$/i, ''), form, state);
}

function add(name: string, form: Form, state: SabnzbdState): object {
  if (name === '') return { status: false, nzo_ids: [] };
  const category = form.text('cat') || '*';
  return { status: true, nzo_ids: [enqueue(name, { category, priority: Number(form.text('priority') || 0) }, state)] };
}

function enqueue(name: string, job: { category: string; priority: number }, state: SabnzbdState): string {
  const id = state.nextId();
  const isPaused = job.priority === pausedPriority;
  const priority = isPaused ? 0 : stored(job.priority);
  state.queue.push({ id, name, category: job.category, sizeBytes: invented, doneBytes: 0, priority, isPaused });
  return id;
}

// -100 stands for that of the category, which is normal here.
function stored(priority: number): number {
  return priority < -1 ? 0 : priority;
}

function nameOf(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return '';
  return decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '').replace(/\.nzb$/i, '');
}
