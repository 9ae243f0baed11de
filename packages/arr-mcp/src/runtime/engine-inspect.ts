import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { Labels, Text, Texts, toIsoTime, withoutUndefined } from './answer.ts';
import { toComposeOrigin, toUnit } from './container-labels.ts';
import { sortPorts, toHealth, toPort, toState } from './container-words.ts';
import type { ContainerDetails, Port } from './container.ts';

const State = z.object({
  Status: Text,
  Error: Text,
  ExitCode: z.number().nullish(),
  OOMKilled: z.boolean().nullish(),
  StartedAt: Text,
  FinishedAt: Text,
  Health: z
    .object({
      Status: Text,
      Log: z.array(z.object({ Start: Text, ExitCode: z.number().default(0), Output: Text })).nullish(),
    })
    .nullish(),
});

const Mount = z.object({ Type: Text, Name: Text, Source: Text, Destination: Text, RW: z.boolean().nullish() });
const Binding = z.object({ HostIp: Text, HostPort: Text });
// Podman 4 writes the entrypoint of its own form as one string.
const Words = z
  .union([z.string().transform((text) => (text === '' ? [] : [text])), z.array(z.string())])
  .nullish()
  .transform((words) => words ?? []);

const Inspect = z.object({
  Id: z.string(),
  Name: Text,
  Created: Text,
  Image: Text,
  ImageName: z.string().optional(),
  RestartCount: z.number().nullish(),
  IsInfra: z.boolean().nullish(),
  Pod: Text,
  State,
  Mounts: z.array(Mount).nullish(),
  Config: z.object({
    Image: Text,
    Env: Texts,
    Cmd: Words,
    Entrypoint: Words,
    Labels,
    User: Text,
    Tty: z.boolean().nullish(),
  }),
  HostConfig: z.object({
    NetworkMode: Text,
    Privileged: z.boolean().nullish(),
    Memory: z.number().nullish(),
    RestartPolicy: z.object({ Name: Text }).nullish(),
    LogConfig: z.object({ Type: Text }).nullish(),
  }),
  NetworkSettings: z
    .object({
      Ports: z.record(z.string(), z.array(Binding).nullable()).nullish(),
      Networks: z.record(z.string(), z.object({ IPAddress: Text }).nullable()).nullish(),
    })
    .nullish(),
});
type Inspect = z.output<typeof Inspect>;

export interface InspectedContainer {
  readonly details: ContainerDetails;
  /** its output is one raw stream, without frames */
  readonly hasTerminal: boolean;
  /** of Podman: the answer has no name of it */
  readonly podId: string | undefined;
}

/** What inspecting a container answers, of Docker and in Podman's own form. */
export const InspectAnswer = Inspect.transform((answer): InspectedContainer => ({
  details: toDetails(answer),
  hasTerminal: answer.Config.Tty === true,
  podId: answer.Pod === '' ? undefined : answer.Pod,
}));

function toDetails(answer: Inspect): ContainerDetails {
  const { Config: config, HostConfig: host } = answer;
  return withoutUndefined({
    ...toLifeCycle(answer),
    id: answer.Id,
    name: nameOf(answer),
    image: answer.ImageName ?? config.Image,
    createdAt: toIsoTime(answer.Created),
    ports: toPorts(answer),
    compose: toComposeOrigin(config.Labels, nameOf(answer)),
    unit: toUnit(config.Labels),
    isInfra: answer.IsInfra ?? false,
    command: config.Cmd,
    entrypoint: config.Entrypoint,
    environment: toEnvironment(config.Env),
    labels: config.Labels,
    mounts: (answer.Mounts ?? []).map(toMount),
    networks: toNetworks(answer),
    user: config.User === '' ? undefined : config.User,
    restartPolicy: host.RestartPolicy?.Name || 'no',
    imageId: answer.Image.replace(/^sha256:/, ''),
    logDriver: host.LogConfig?.Type ?? '',
    privileged: host.Privileged ?? false,
    networkMode: host.NetworkMode,
    memoryLimitBytes: host.Memory || undefined,
  });
}

function toLifeCycle({ State: state, RestartCount }: Inspect) {
  const word = toState(state.Status);
  const isUp = word === 'running' || word === 'paused';
  const hasRun = !isUp && word !== 'created';
  return {
    state: word,
    health: isUp ? toHealth(state.Health?.Status) : undefined,
    exitCode: hasRun ? (state.ExitCode ?? undefined) : undefined,
    startedAt: toIsoTime(state.StartedAt),
    finishedAt: hasRun ? toIsoTime(state.FinishedAt) : undefined,
    restarts: RestartCount ?? undefined,
    oomKilled: state.OOMKilled ?? false,
    // Podman keeps the last refusal here ("container is running") even while all is well.
    error: isUp || state.Error === '' ? undefined : toPlainLine(state.Error),
    healthLog: (state.Health?.Log ?? []).map((entry) => ({
      at: toIsoTime(entry.Start) ?? '',
      exitCode: entry.ExitCode,
      output: toPlainLine(entry.Output),
    })),
  };
}

function nameOf(answer: Inspect): string {
  return answer.Name.replace(/^\//, '');
}

function toPorts(answer: Inspect): Port[] {
  const ports = Object.entries(answer.NetworkSettings?.Ports ?? {}).flatMap(([key, bindings]) => {
    const [port = '', protocol = 'tcp'] = key.split('/');
    const hosts = bindings === null || bindings.length === 0 ? [undefined] : bindings;
    return hosts.map((host) =>
      toPort(Number(port), protocol, host && { ip: host.HostIp, port: Number(host.HostPort) || 0 }),
    );
  });
  return sortPorts(ports);
}

function toEnvironment(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [key = ''] = entry.split('=', 1);
      return [key, entry.slice(key.length + 1)];
    }),
  );
}

function toMount(mount: z.output<typeof Mount>): ContainerDetails['mounts'][number] {
  const source = mount.Type === 'volume' && mount.Name !== '' ? mount.Name : mount.Source;
  return { type: mount.Type, source, target: mount.Destination, readOnly: mount.RW === false };
}

function toNetworks(answer: Inspect): ContainerDetails['networks'] {
  return Object.entries(answer.NetworkSettings?.Networks ?? {}).map(([name, network]) =>
    network === null || network.IPAddress === '' ? { name } : { name, ip: network.IPAddress },
  );
}
