import { type QueryKind, defineCalls } from '../service-call.ts';

type Fields = Readonly<Record<string, QueryKind>>;

// Everything is sent as a form: the key would otherwise stand in the address, and so in the logs of every proxy.
function asks<const Body extends Fields>(body: Body) {
  return { ...writes(body), isRead: true } as const;
}

function writes<const Body extends Fields>(body: Body) {
  return { method: 'POST', path: '/api', body: { output: ['json'], apikey: 'text', ...body } } as const;
}

const jobFields = {
  nzbname: 'text',
  cat: 'text',
  priority: ['-100', '-2', '-1', '0', '1', '2'],
} as const;

/** One call per mode (and name) of the API; a field with one listed value always has it. */
export const sabnzbdCalls = defineCalls({
  version: asks({ mode: ['version'] }),
  queue: asks({ mode: ['queue'], start: 'number', limit: 'number', search: 'text', nzo_ids: 'list' }),
  files: asks({ mode: ['get_files'], value: 'text' }),
  history: asks({
    mode: ['history'],
    start: 'number',
    limit: 'number',
    search: 'text',
    cat: 'text',
    failed_only: 'flag',
    nzo_ids: 'list',
  }),
  // Without the look-up of the public address, which asks hosts in the internet.
  status: asks({ mode: ['status'], skip_dashboard: ['1'] }),
  warnings: asks({ mode: ['warnings'] }),
  serverStats: asks({ mode: ['server_stats'] }),
  categories: asks({ mode: ['get_cats'] }),
  config: asks({ mode: ['get_config'], section: 'text', keyword: 'text' }),
  pauseAll: writes({ mode: ['pause'] }),
  pauseFor: writes({ mode: ['config'], name: ['set_pause'], value: 'number' }),
  resumeAll: writes({ mode: ['resume'] }),
  pauseJob: writes({ mode: ['queue'], name: ['pause'], value: 'text' }),
  resumeJob: writes({ mode: ['queue'], name: ['resume'], value: 'text' }),
  setPriority: writes({
    mode: ['queue'],
    name: ['priority'],
    value: 'text',
    value2: ['-100', '-2', '-1', '0', '1', '2'],
  }),
  setSpeedLimit: writes({ mode: ['config'], name: ['speedlimit'], value: 'text' }),
  retry: writes({ mode: ['retry'], value: 'text' }),
  addUrl: writes({ mode: ['addurl'], name: 'text', ...jobFields }),
  addFile: { ...writes({ mode: ['addfile'], name: 'object', ...jobFields }), isSlow: true },
  deleteFromQueue: writes({ mode: ['queue'], name: ['delete'], value: 'text', del_files: 'flag' }),
  deleteFromHistory: writes({ mode: ['history'], name: ['delete'], value: 'text', del_files: 'flag' }),
  setConfig: writes({ mode: ['set_config'], section: 'text', keyword: 'text', value: 'text' }),
  // In a section that is a list, `keyword` names the entry, and its settings stand beside that.
  setCategory: writes({
    mode: ['set_config'],
    section: ['categories'],
    keyword: 'text',
    pp: 'text',
    dir: 'text',
    priority: 'number',
  }),
  setServer: writes({
    mode: ['set_config'],
    section: ['servers'],
    keyword: 'text',
    displayname: 'text',
    enable: 'text',
    connections: 'number',
    timeout: 'number',
    priority: 'number',
    required: 'text',
    optional: 'text',
    retention: 'number',
    quota: 'text',
  }),
});

/** How soon a job is fetched; `force` also while the queue is paused. */
export const priorityNumbers = { default: -100, paused: -2, low: -1, normal: 0, high: 1, force: 2 } as const;
export type Priority = keyof typeof priorityNumbers;
