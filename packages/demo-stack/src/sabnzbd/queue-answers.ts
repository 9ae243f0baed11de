import { clock, mebibytes, sum, units } from './figures.ts';
import { headOf, speedOf } from './head-answers.ts';
import type { Job, SabnzbdState } from './sabnzbd-state.ts';
import { type Selection, part, select } from './selection.ts';

const priorities = new Map([
  [2, 'Force'],
  [1, 'High'],
  [0, 'Normal'],
  [-1, 'Low'],
]);

export function queueAnswer(state: SabnzbdState, selection: Selection): object {
  const matching = select(state.queue, selection);
  const bytesPerSecond = speedOf(state);
  const left = sum(state.queue.map(leftOf));
  return {
    queue: {
      ...headOf(state),
      kbpersec: (bytesPerSecond / 1024).toFixed(2),
      speed: units(bytesPerSecond),
      mbleft: mebibytes(left),
      mb: mebibytes(sum(state.queue.map(({ sizeBytes }) => sizeBytes))),
      sizeleft: `${units(left)}B`,
      size: `${units(sum(state.queue.map(({ sizeBytes }) => sizeBytes)))}B`,
      noofslots_total: state.queue.length,
      noofslots: matching.length,
      start: selection.start,
      limit: selection.limit,
      finish: selection.start + selection.limit,
      status: state.isPaused ? 'Paused' : bytesPerSecond > 0 ? 'Downloading' : 'Idle',
      timeleft: clock(bytesPerSecond === 0 ? 0 : left / bytesPerSecond),
      slots: part(matching, selection).map((job, index) => toSlot(job, selection.start + index, state)),
    },
  };
}

export function filesAnswer(job: Job | undefined): object {
  if (job === undefined) return { files: [] };
  return {
    files: [
      {
        filename: `${job.name}.mkv`,
        mbleft: mebibytes(leftOf(job)),
        mb: mebibytes(job.sizeBytes),
        bytes: job.sizeBytes.toFixed(2),
        age: '12d',
        nzf_id: `${job.id}_file`,
        status: 'active',
      },
    ],
  };
}

function toSlot(job: Job, index: number, state: SabnzbdState): object {
  const speed = speedOf(state);
  const isWaiting = state.isPaused || job.isPaused;
  return {
    index,
    nzo_id: job.id,
    unpackopts: '3',
    priority: priorities.get(job.priority) ?? 'Normal',
    script: 'None',
    filename: job.name,
    labels: [],
    password: '',
    cat: job.category,
    mbleft: mebibytes(leftOf(job)),
    mb: mebibytes(job.sizeBytes),
    size: `${units(job.sizeBytes)}B`,
    sizeleft: `${units(leftOf(job))}B`,
    percentage: String(Math.floor((job.doneBytes / job.sizeBytes) * 100)),
    mbmissing: '0.00',
    direct_unpack: null,
    status: job.isPaused ? 'Paused' : state.isPaused ? 'Queued' : 'Downloading',
    timeleft: clock(isWaiting || speed === 0 ? 0 : leftOf(job) / speed),
    avg_age: '12d',
  };
}

function leftOf({ sizeBytes, doneBytes }: Job): number {
  return sizeBytes - doneBytes;
}
