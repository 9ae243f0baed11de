import { z } from 'zod';

import { optional } from '../optional.ts';

// SABnzbd writes most numbers as text.
const number = z.coerce.number();
const mebibytes = number.transform((value) => Math.round(value * 1024 ** 2));
const gibibytes = number.transform((value) => Math.round(value * 1024 ** 3));
const seconds = z.string().transform(toSeconds);
// A job that is being fetched by its address has the number 0 here.
const priority = z.union([z.string(), z.number().transform(() => 'Normal')]);
const flag = z.union([z.boolean(), z.literal([0, 1])]).transform(Boolean);
const filled = optional(z.string()).transform((text) => (text === '' ? undefined : text));

export const QueueJob = z
  .object({
    nzo_id: z.string(),
    filename: z.string(),
    status: z.string(),
    priority,
    cat: optional(z.string()),
    mb: mebibytes,
    mbleft: mebibytes,
    mbmissing: optional(mebibytes),
    timeleft: seconds,
    labels: optional(z.array(z.string())),
  })
  .transform(({ nzo_id: id, filename: name, cat: category, mb: sizeBytes, mbleft: leftBytes, ...job }) => ({
    id,
    name,
    category,
    sizeBytes,
    leftBytes,
    missingBytes: job.mbmissing,
    status: job.status,
    priority: job.priority,
    labels: job.labels ?? [],
    secondsLeft: job.timeleft,
  }));
export type QueueJob = z.output<typeof QueueJob>;

export const Queue = z.object({
  queue: z
    .object({
      status: z.string(),
      paused: z.boolean(),
      pause_int: optional(seconds),
      kbpersec: number,
      mb: mebibytes,
      mbleft: mebibytes,
      timeleft: seconds,
      speedlimit: optional(number),
      speedlimit_abs: optional(number),
      diskspace1: optional(gibibytes),
      diskspace2: optional(gibibytes),
      noofslots: z.int(),
      slots: z.array(QueueJob),
    })
    .transform(({ mb: sizeBytes, mbleft: leftBytes, slots: jobs, ...queue }) => ({
      status: queue.status,
      isPaused: queue.paused,
      pauseSecondsLeft: queue.pause_int,
      bytesPerSecond: Math.round(queue.kbpersec * 1024),
      sizeBytes,
      leftBytes,
      secondsLeft: queue.timeleft,
      speedLimitPercent: queue.speedlimit,
      /** 0: none */
      speedLimitBytesPerSecond: queue.speedlimit_abs,
      freeBytes: { incomplete: queue.diskspace1, complete: queue.diskspace2 },
      total: queue.noofslots,
      jobs,
    })),
});
export type Queue = z.output<typeof Queue>['queue'];

export const HistoryJob = z
  .object({
    nzo_id: z.string(),
    name: z.string(),
    status: z.string(),
    category: optional(z.string()),
    bytes: optional(number),
    completed: number,
    download_time: optional(number),
    postproc_time: optional(number),
    storage: filled,
    fail_message: filled,
    retry: optional(flag),
    stage_log: optional(z.array(z.object({ name: z.string(), actions: z.array(z.string()) }))),
  })
  .transform(({ nzo_id: id, bytes: sizeBytes, storage: path, ...job }) => ({
    id,
    name: job.name,
    status: job.status,
    category: job.category,
    sizeBytes,
    completed: new Date(job.completed * 1000),
    downloadSeconds: job.download_time,
    processingSeconds: job.postproc_time,
    /** where its files are; for a failed one, what is left of them */
    path,
    failure: job.fail_message,
    canRetry: job.retry ?? false,
    stages: job.stage_log ?? [],
  }));
export type HistoryJob = z.output<typeof HistoryJob>;

export const History = z.object({
  history: z
    .object({ noofslots: z.int(), slots: z.array(HistoryJob) })
    .transform(({ noofslots: total, slots: jobs }) => ({ total, jobs })),
});
export type History = z.output<typeof History>['history'];

export const JobFiles = z.object({ files: z.array(z.object({ filename: z.string(), bytes: number })) });

const Server = z.object({
  servername: z.string(),
  serveractive: flag,
  serveractiveconn: number,
  servertotalconn: number,
  servererror: filled,
  serverwarning: filled,
  serverpriority: optional(number),
});

export const Status = z.object({
  status: z.object({
    version: z.string(),
    uptime: optional(z.string()),
    paused: z.boolean(),
    loadavg: optional(z.string()),
    have_quota: optional(z.boolean()),
    quota: optional(z.string()),
    left_quota: optional(z.string()),
    have_warnings: optional(number),
    diskspace1: optional(gibibytes),
    diskspace2: optional(gibibytes),
    diskspacetotal1: optional(gibibytes),
    diskspacetotal2: optional(gibibytes),
    downloaddir: optional(z.string()),
    completedir: optional(z.string()),
    folders: optional(z.array(z.string())),
    servers: optional(z.array(Server)),
  }),
});
export type Status = z.output<typeof Status>['status'];

export const ServerStats = z.object({ day: number, week: number, month: number, total: number });
export type ServerStats = z.output<typeof ServerStats>;

export const Warnings = z.object({
  warnings: z.array(z.object({ type: z.string(), text: z.string(), time: number })),
});
export type Warning = z.output<typeof Warnings>['warnings'][number];

export const Categories = z.object({ categories: z.array(z.string()) });

export const Config = z.object({ config: z.record(z.string(), z.unknown()) });

/** "0:00:41", "1:02:03:04" with days, and "4:59" minutes; negative for a pause that ends this moment. */
function toSeconds(text: string): number {
  const [isPast, clock] = text.startsWith('-') ? [true, text.slice(1)] : [false, text];
  const parts = clock.split(':').map(Number);
  const [days = 0, ...rest] = parts.length === 4 ? parts : [0, ...parts];
  const total = rest.reduce((sum, part) => sum * 60 + part, 0) + days * 86_400;
  return isPast || Number.isNaN(total) ? 0 : total;
}
