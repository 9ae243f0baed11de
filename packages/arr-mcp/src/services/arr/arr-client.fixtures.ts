import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { type Clients, clientOpeners } from '../clients.ts';

// As reverse proxies have them.
const urlBases = { sonarr: 'tv', radarr: 'movies', lidarr: 'music', prowlarr: 'index' } as const;
type ArrName = keyof typeof urlBases;

export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

export interface Answer {
  readonly text: string;
  readonly status?: number;
}

export interface Hearing<Name extends ArrName> {
  readonly client: Clients[Name];
  /** what was asked, in order */
  readonly sent: readonly Sent[];
}

/** A client that gets these answers in their order, the last one from then on. */
export function hear<Name extends ArrName>(service: Name, ...answers: readonly Answer[]): Hearing<Name> {
  const sent: Sent[] = [];
  const open = clientOpeners[service]({
    service,
    instance: service,
    baseUrl: `http://${service}.test/${urlBases[service]}`,
    credential: { api_key: 'k3y' },
    fetch: async (url, { method, body, headers }) => {
      expect(headers['X-Api-Key']).toBe('k3y');
      const { text, status = 200 } = answers[Math.min(sent.length, answers.length - 1)] ?? { text: '' };
      sent.push({ method, url: new URL(url), body: typeof body === 'string' ? JSON.parse(body) : body });
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    },
    limits: { failures: 1000 },
  });
  return { client: open(new AbortController().signal), sent };
}

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly file: string;
}

export function recordingsOf(service: ArrName): readonly Recording[] {
  return lacksShared ? [] : (JSON.parse(recordedText(service, 'index.json')) as readonly Recording[]);
}

export function recordedText(service: ArrName, file: string): string {
  return readFileSync(join(sharedFolder ?? '', 'recorded', service, file), 'utf8');
}

/** What reads which of a service's resources. */
export type Readers<Name extends ArrName> = Readonly<Record<string, (client: Clients[Name]) => Promise<unknown>>>;

/** @param cut files of which those who recorded them kept too little to be an answer */
export function describeRecordedAnswers<Name extends ArrName>(
  service: Name,
  readers: Readers<Name>,
  cut: readonly string[] = [],
): void {
  const recordings = recordingsOf(service);
  const read = recordings.filter(
    ({ method, path, file }) => method === 'GET' && path in readers && !cut.includes(file),
  );
  const clientOn = ({ file, status }: Recording) => hear(service, { text: recordedText(service, file), status }).client;

  describe.skipIf(lacksShared)(`the client of ${service} on recorded answers`, () => {
    it.each(read.map((each) => [each.file, each] as const))('reads %s', async (_file, recording) => {
      await expect(readers[recording.path]?.(clientOn(recording))).resolves.toBeDefined();
    });

    it.each(recordings.map((each) => [each.file, each] as const))(
      'reads %s as any resource, or says what is wrong',
      async (_file, recording) => {
        const client = clientOn(recording);
        const results = await Promise.allSettled(Object.values(readers).map(async (reader) => reader(client)));

        const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
        expect(errors.filter((error) => !(error instanceof AppError))).toEqual([]);
      },
    );
  });
}
