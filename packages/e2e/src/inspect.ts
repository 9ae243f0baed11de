import { inLab } from './lab.ts';

/** What a container is made of, without what its manager or the moment adds. */
export type ContainerFacts = Readonly<Record<string, unknown>>;

interface Inspected {
  readonly Image: string;
  readonly Mounts: readonly { Type: string; Name?: string; Source: string; Destination: string; RW: boolean }[];
  readonly EffectiveCaps: readonly string[] | null;
  readonly BoundingCaps: readonly string[] | null;
  readonly Config: Readonly<Record<string, unknown>> & {
    readonly Env: readonly string[];
    readonly Labels: Readonly<Record<string, string>> | null;
  };
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly NetworkSettings: {
    readonly Networks?: Readonly<Record<string, { readonly Aliases?: readonly string[] | null }>>;
  };
}

/** `podman inspect` of a container, in a form that two runs of the same service agree in. */
export async function inspect(name: string): Promise<ContainerFacts> {
  const [found] = JSON.parse(await inLab(['podman', 'container', 'inspect', name])) as Inspected[];
  if (found === undefined) throw new Error(`podman shows nothing of ${name}`);
  const { HostConfig: host } = found;
  const config: Inspected['Config'] = { ...found.Config, Healthcheck: withoutOwnShell(found.Config['Healthcheck']) };
  return {
    image: found.Image,
    config: pick(config, ['Cmd', 'Entrypoint', 'User', 'WorkingDir', 'StopSignal', 'Healthcheck', 'Tty', 'OpenStdin']),
    hostname: nameOf(String(config['Hostname'])),
    environment: config.Env.filter((entry) => !/^(?:container|HOSTNAME|HOME)=/.test(entry)).toSorted(),
    labels: Object.entries(config.Labels ?? {})
      .filter(([label]) => !isManagers(label))
      .toSorted(([a], [b]) => a.localeCompare(b)),
    mounts: found.Mounts.map((mount) => ({
      type: mount.Type,
      from: mount.Type === 'volume' ? nameOf(mount.Name ?? '') : mount.Source,
      to: mount.Destination,
      writable: mount.RW,
    })).toSorted((a, b) => a.to.localeCompare(b.to)),
    networks: Object.entries(found.NetworkSettings.Networks ?? {}).map(([network, { Aliases: aliases }]) => ({
      network,
      aliases: (aliases ?? []).filter((alias) => !isManagersAlias(alias, name)).toSorted(),
    })),
    capabilities: [found.EffectiveCaps, found.BoundingCaps],
    host: pick(host, [
      'PortBindings',
      'ReadonlyRootfs',
      'ShmSize',
      'Ulimits',
      'Memory',
      'NanoCpus',
      'PidsLimit',
      'ExtraHosts',
      'Tmpfs',
      'Init',
      'Privileged',
      'SecurityOpt',
      'Dns',
      'IpcMode',
      'PidMode',
      'UTSMode',
    ]),
  };
}

function pick(from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

// A volume without a name, and a host name that nobody chose, are new in each container.
function nameOf(text: string): string {
  return /^[0-9a-f]{12,64}$/.test(text) ? '(its own)' : text;
}

function isManagers(label: string): boolean {
  return /^(?:io\.podman\.compose|com\.docker\.compose|PODMAN_SYSTEMD_UNIT|arr-mcp)/.test(label);
}

// Podman adds the container's id and compose the container's name.
function isManagersAlias(alias: string, name: string): boolean {
  return alias === name || /^[0-9a-f]{12}$/.test(alias);
}

// podman-compose hands a shell's command to a shell of its own, which runs the same.
function withoutOwnShell(check: unknown): unknown {
  return JSON.parse((JSON.stringify(check) ?? 'null').replace(/"\/bin\/sh -c '([^']*)'"/, '"$1"'));
}
