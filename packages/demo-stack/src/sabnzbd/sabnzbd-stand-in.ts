import { Hono } from 'hono';

import type { StandIn, StandInOptions } from '../stand-in.ts';
import { configActions } from './config-actions.ts';
import { type Form, readForm } from './form.ts';
import { version } from './head-answers.ts';
import { historyAnswer, serverStatsAnswer } from './history-answers.ts';
import { type Action, jobActions } from './job-actions.ts';
import { filesAnswer, queueAnswer } from './queue-answers.ts';
import { createSabnzbdState } from './sabnzbd-state.ts';
import type { Selection } from './selection.ts';
import { statusAnswer, warningsAnswer } from './status-answers.ts';

const actions: Readonly<Record<string, Action>> = {
  version: () => ({ version }),
  auth: () => ({ auth: 'apikey' }),
  queue: (form, state) => queueAnswer(state, toSelection(form)),
  history: (form, state) => historyAnswer(state, toSelection(form)),
  get_files: (form, { queue }) => filesAnswer(queue.find(({ id }) => id === form.text('value'))),
  status: (_form, state) => statusAnswer(state),
  fullstatus: (_form, state) => statusAnswer(state),
  warnings: (_form, state) => warningsAnswer(state),
  server_stats: (_form, state) => serverStatsAnswer(state),
  get_cats: (_form, { config }) => ({ categories: config.categories.map(({ name }) => name) }),
  get_scripts: () => ({ scripts: ['None'] }),
  ...jobActions,
  ...configActions,
};

const open: ReadonlySet<string> = new Set(['version', 'auth']);

/** SABnzbd as its API shows it; nothing is downloaded. */
export function createSabnzbdStandIn({ world, apiKey, urlBase = '' }: StandInOptions): StandIn {
  const state = createSabnzbdState(world, apiKey);
  const app = new Hono().basePath(urlBase);
  app.all('/api', async (context) => {
    const form = await readForm(context.req);
    const mode = form.text('mode');
    const key = form.text('apikey');
    if (key !== apiKey && !open.has(mode)) {
      return context.html(key === '' ? 'API Key Required' : 'API Key Incorrect', 403);
    }
    const action = actions[`${mode} ${form.text('name')}`] ?? actions[mode];
    return context.json(action?.(form, state) ?? { status: false, error: 'not implemented' });
  });
  return app;
}

function toSelection(form: Form): Selection {
  return {
    start: Number(form.text('start') || 0),
    limit: Number(form.text('limit') || 0),
    search: form.text('search'),
    ids: form.list('nzo_ids'),
    category: form.text('cat'),
    failedOnly: form.text('failed_only') === '1',
  };
}
