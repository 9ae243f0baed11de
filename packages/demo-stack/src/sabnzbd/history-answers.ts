import { sum, units } from './figures.ts';
import { version } from './head-answers.ts';
import type { PastJob, SabnzbdState } from './sabnzbd-state.ts';
import { type Selection, part, select } from './selection.ts';

export function historyAnswer(state: SabnzbdState, selection: Selection): object {
  const matching = select(state.history, selection);
  const total = units(sum(state.history.map(({ sizeBytes }) => sizeBytes)));
  return {
    history: {
      total_size: total,
      month_size: total,
      week_size: total,
      day_size: '0 ',
      slots: part(matching, { ...selection, limit: selection.limit || 10 }).map(toPastSlot),
      ppslots: 0,
      noofslots: matching.length,
      last_history_update: state.history.length,
      version,
    },
  };
}

export function serverStatsAnswer({ history, now }: SabnzbdState): object {
  const total = sum(history.map(({ sizeBytes }) => sizeBytes));
  const day = now().toISOString().slice(0, 10);
  const counts = { total, month: total, week: total, day: 0 };
  const daily = { daily: { [day]: 0 }, articles_tried: { [day]: 0 }, articles_success: { [day]: 0 } };
  return { ...counts, servers: { 'news.example': { ...counts, ...daily } } };
}

function toPastSlot(job: PastJob): object {
  const { failure = '' } = job;
  return {
    completed: Math.floor(job.completed.getTime() / 1000),
    name: job.name,
    nzb_name: `${job.name}.nzb`,
    category: job.category,
    pp: 'D',
    script: 'None',
    report: '',
    url: null,
    status: failure === '' ? 'Completed' : 'Failed',
    nzo_id: job.id,
    storage: job.path,
    path: job.path,
    script_line: '',
    download_time: failure === '' ? 180 : 2,
    postproc_time: failure === '' ? 24 : 0,
    stage_log: [
      { name: 'Source', actions: [`${job.name}.nzb`] },
      { name: 'Download', actions: [failure === '' ? 'Downloaded in 3 min at an average of 11 MB/s' : failure] },
    ],
    downloaded: job.sizeBytes,
    completeness: null,
    fail_message: failure,
    url_info: '',
    bytes: job.sizeBytes,
    meta: null,
    series: null,
    md5sum: '00000000000000000000000000000000',
    password: null,
    duplicate_key: job.name.toLowerCase(),
    archive: false,
    size: `${units(job.sizeBytes)}B`,
    action_line: '',
    loaded: false,
    retry: failure !== '',
  };
}
