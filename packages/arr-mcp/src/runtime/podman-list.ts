import { z } from 'zod';

import { RawLabels, Text, Texts, toIsoTime, withoutUndefined } from './answer.ts';
import { toComposeOrigin, toUnit } from './container-labels.ts';
import { sortPorts, toHealth, toPort, toState } from './container-words.ts';
import type { Container, Port } from './container.ts';

const PublishedPorts = z.object({
  host_ip: Text,
  container_port: z.number(),
  host_port: z.number().default(0),
  range: z.number().default(1),
  protocol: z.string().default('tcp'),
});

const PodmanContainer = z.object({
  Id: z.string(),
  Names: Texts,
  Image: Text,
  Created: z.union([z.string(), z.number()]).nullish(),
  State: Text,
  /** the word of the health check, unlike Docker's sentence */
  Status: Text,
  ExitCode: z.number().nullish(),
  ExitedAt: z.number().nullish(),
  StartedAt: z.number().nullish(),
  Restarts: z.number().nullish(),
  IsInfra: z.boolean().nullish(),
  PodName: Text,
  Labels: RawLabels,
  Ports: z.array(PublishedPorts).nullish(),
  ExposedPorts: z.record(z.string(), z.array(z.string())).nullish(),
});
type PodmanContainer = z.output<typeof PodmanContainer>;

/** What `GET /libpod/containers/json?all=true` of Podman answers: more than its Docker form does. */
export const PodmanContainers = z.array(PodmanContainer.transform(toContainer));

function toContainer(answer: PodmanContainer): Container {
  const name = answer.Names[0] ?? answer.Id.slice(0, 12);
  const state = toState(answer.State);
  const hasEnded = state === 'exited' || state === 'dead' || state === 'stopping';
  return withoutUndefined({
    id: answer.Id,
    name,
    image: answer.Image,
    state,
    // A stopped container keeps the word of its last check.
    health: state === 'running' || state === 'paused' ? toHealth(answer.Status) : undefined,
    exitCode: hasEnded ? (answer.ExitCode ?? undefined) : undefined,
    createdAt: toIsoTime(answer.Created),
    startedAt: toIsoTime(answer.StartedAt),
    finishedAt: hasEnded ? toIsoTime(answer.ExitedAt) : undefined,
    restarts: answer.Restarts ?? undefined,
    ports: toPorts(answer),
    compose: toComposeOrigin(answer.Labels ?? {}, name),
    unit: toUnit(answer.Labels ?? {}),
    pod: answer.PodName === '' ? undefined : answer.PodName,
    isInfra: answer.IsInfra ?? false,
  });
}

// A published range of thousands of ports is shown by its first few.
const maxRange = 50;

function toPorts(answer: PodmanContainer): Port[] {
  const published = (answer.Ports ?? []).flatMap(({ range, protocol, ...first }) =>
    Array.from({ length: Math.min(Math.max(range, 1), maxRange) }, (_, step) =>
      toPort(first.container_port + step, protocol, {
        ip: first.host_ip,
        port: first.host_port === 0 ? 0 : first.host_port + step,
      }),
    ),
  );
  const exposed = Object.entries(answer.ExposedPorts ?? {}).flatMap(([port, protocols]) =>
    protocols.map((protocol) => toPort(Number(port), protocol)),
  );
  return sortPorts([...published, ...exposed]);
}
