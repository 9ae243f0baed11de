import { z } from 'zod';

import { RawLabels, Text, Texts, toIsoTime, withoutUndefined } from './answer.ts';
import { toComposeOrigin, toUnit } from './container-labels.ts';
import { sortPorts, toHealth, toPort, toState } from './container-words.ts';
import type { Container } from './container.ts';

const DockerContainer = z.object({
  Id: z.string(),
  Names: Texts,
  Image: Text,
  Created: z.number().nullish(),
  State: Text,
  Status: Text,
  Labels: RawLabels,
  Ports: z
    .array(
      z.object({
        IP: z.string().optional(),
        PrivatePort: z.number(),
        PublicPort: z.number().optional(),
        Type: z.string().default('tcp'),
      }),
    )
    .nullish(),
});

/** What `GET /containers/json?all=true` of Docker answers. */
export const DockerContainers = z.array(DockerContainer.transform(toContainer));

// `Exited (137) 2 hours ago`, `Restarting (1) 3 seconds ago`, `Up 2 hours (health: starting)`: the list has health
// and exit code in this sentence only.
const exitCode = /^(?:Exited|Restarting) \((\d+)\)/;
const health = /\((?:health: )?(starting|healthy|unhealthy)\)$/;

function toContainer(answer: z.output<typeof DockerContainer>): Container {
  // A container of a linked one is listed with further names that have a second slash.
  const name = (answer.Names.find((each) => each.lastIndexOf('/') <= 0) ?? answer.Id.slice(0, 12)).replace(/^\//, '');
  const code = exitCode.exec(answer.Status)?.[1];
  return withoutUndefined({
    id: answer.Id,
    name,
    image: answer.Image,
    state: toState(answer.State),
    health: toHealth(health.exec(answer.Status)?.[1]),
    exitCode: code === undefined ? undefined : Number(code),
    createdAt: toIsoTime(answer.Created),
    ports: sortPorts(
      (answer.Ports ?? []).map((port) =>
        toPort(port.PrivatePort, port.Type, withoutUndefined({ ip: port.IP, port: port.PublicPort })),
      ),
    ),
    compose: toComposeOrigin(answer.Labels ?? {}, name),
    unit: toUnit(answer.Labels ?? {}),
    isInfra: false,
  });
}
