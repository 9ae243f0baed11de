import { z } from 'zod';

import { AppError } from '../errors.ts';
import type { ClientName, Clients } from '../services/clients.ts';
import type { ToolContext } from './tool-context.ts';

/** The argument of every tool of a service; lists show it only where a service has several instances. */
export const instanceInput = {
  instance: z.string().min(1).max(40).optional().describe('Which instance, when there are several.'),
};

/** In the answers of reads that several instances may have given. */
export const instanceOutput = {
  /** instances that could not be asked, and why */
  unavailable: z.array(z.object({ instance: z.string(), reason: z.string(), hint: z.string().optional() })).optional(),
};

/** The client that a write goes to: the one instance there is, or the one that was named. */
export function clientOf<Name extends ClientName>(
  { services, signal }: Pick<ToolContext, 'services' | 'signal'>,
  service: Name,
  instance: string | undefined,
): Clients[Name] {
  return services.client(service, instance, signal);
}

export interface Unavailable {
  readonly instance: string;
  readonly reason: string;
  readonly hint?: string;
}

export interface InstanceAnswer<Value> {
  readonly instance: string;
  readonly value: Value;
}

export interface InstanceAnswers<Value> {
  readonly answers: readonly InstanceAnswer<Value>[];
  /** whether records must say whose they are */
  readonly several: boolean;
  readonly unavailable?: Unavailable[];
}

/**
 * Asks the named instance, or all at once. One that fails is told of beside what the others gave.
 * @throws AppError when none could be asked
 */
export async function askInstances<Name extends ClientName, Value>(
  context: Pick<ToolContext, 'services' | 'signal'>,
  { service, instance }: { service: Name; instance?: string | undefined },
  read: (client: Clients[Name]) => Promise<Value>,
): Promise<InstanceAnswers<Value>> {
  const names = instance === undefined ? context.services.instances(service) : [instance];
  // Without any, asking for the only one tells what is missing.
  const asked: readonly (string | undefined)[] = names.length === 0 ? [undefined] : names;
  const results = await Promise.allSettled(
    asked.map(async (name) => readOne(context, { service, instance: name }, read)),
  );
  const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [{ instance: asked[index] ?? service, error: result.reason as unknown }] : [],
  );
  // What is no AppError is thrown here, so that all that are told of are.
  const bug = failures.find(({ error }) => !(error instanceof AppError));
  const [first] = failures;
  if (bug !== undefined) throw bug.error;
  if (answers.length === 0 && first !== undefined) throw first.error;
  return {
    answers,
    several: asked.length > 1,
    ...(failures.length === 0
      ? {}
      : { unavailable: failures.map((each) => toUnavailable(each.instance, each.error as AppError)) }),
  };
}

async function readOne<Name extends ClientName, Value>(
  { services, signal }: Pick<ToolContext, 'services' | 'signal'>,
  { service, instance }: { service: Name; instance: string | undefined },
  read: (client: Clients[Name]) => Promise<Value>,
): Promise<InstanceAnswer<Value>> {
  const client = services.client(service, instance, signal);
  return { instance: client.instance, value: await read(client) };
}

/** An instance that could not be asked, as answers tell of it. */
export function toUnavailable(instance: string, { message, hint }: AppError): Unavailable {
  return { instance, reason: message, ...(hint === undefined ? {} : { hint }) };
}

/** All records in one list; where several instances were asked, each says whose it is. */
export function joinAnswers<Item extends object>({ answers, several }: InstanceAnswers<readonly Item[]>) {
  return answers.flatMap(({ instance, value }) =>
    value.map((item): Item & { instance?: string } => (several ? { instance, ...item } : item)),
  );
}
