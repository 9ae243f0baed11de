import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { SabnzbdClient } from '../../services/sabnzbd/sabnzbd-client.ts';
import type { HistoryJob, QueueJob } from '../../services/sabnzbd/sabnzbd-schemas.ts';
import { nameOf } from './job-rows.ts';

/** The argument that names one download: its nzo_id, or its name where that fits no other. */
export const downloadInput = z.string().min(1).max(300);

const mostChoices = 10;
const id = /^SABnzbd_nzo_\w+$/;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

/** @throws AppError not_found; invalid_argument with the choices when several fit */
export async function findQueued(client: SabnzbdClient, given: string): Promise<QueueJob> {
  return onlyOne(await queuedLike(client, given), given);
}

/** @throws AppError not_found; invalid_argument with the choices when several fit */
export async function findPast(client: SabnzbdClient, given: string): Promise<HistoryJob> {
  return onlyOne(await pastLike(client, given), given);
}

export type Found =
  | { readonly from: 'queue'; readonly job: QueueJob }
  | { readonly from: 'history'; readonly job: HistoryJob };

/** The same in both places. */
export async function findAnywhere(client: SabnzbdClient, given: string): Promise<Found> {
  const [queued, past] = await Promise.all([queuedLike(client, given), pastLike(client, given)]);
  const all: readonly Found[] = [
    ...queued.map((job): Found => ({ from: 'queue', job })),
    ...past.map((job): Found => ({ from: 'history', job })),
  ];
  const { found } = onlyOne(
    all.map((each) => ({ found: each, id: each.job.id, name: each.job.name, status: each.job.status })),
    given,
  );
  return found;
}

async function queuedLike(client: SabnzbdClient, given: string): Promise<readonly QueueJob[]> {
  if (id.test(given)) return present(await client.findQueued(given));
  return (await client.queue({ search: given })).jobs;
}

async function pastLike(client: SabnzbdClient, given: string): Promise<readonly HistoryJob[]> {
  if (id.test(given)) return present(await client.findInHistory(given));
  return (await client.history({ search: given, limit: 2 * mostChoices })).jobs;
}

function present<Job>(job: Job | undefined): readonly Job[] {
  return job === undefined ? [] : [job];
}

function onlyOne<Job extends Named>(jobs: readonly Job[], given: string): Job {
  const whole = jobs.filter((job) => job.id === given || job.name.toLowerCase() === given.trim().toLowerCase());
  const fitting = whole.length > 0 ? whole : jobs;
  const [only, another] = fitting;
  if (only !== undefined && another === undefined) return only;
  const shown = toPlainLine(given);
  if (only === undefined) {
    throw new AppError('not_found', `SABnzbd has no download ${shown} there`, {
      hint: 'sabnzbd_get_queue lists what waits or runs, sabnzbd_get_history what ended.',
    });
  }
  throw new AppError('invalid_argument', `${fitting.length} downloads fit ${shown}`, {
    hint: 'Choose one of them by its nzo_id.',
    details: {
      choices: fitting.slice(0, mostChoices).map((job) => ({ nzo_id: job.id, name: nameOf(job), status: job.status })),
    },
  });
}
