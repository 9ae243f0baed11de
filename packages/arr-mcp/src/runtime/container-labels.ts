import type { ComposeOrigin } from './container.ts';

const compose = 'com.docker.compose';
const podmanCompose = 'io.podman.compose.project';

/** As an engine answered them, not yet looked into. */
type Labels = Readonly<Record<string, unknown>>;

/** Which compose project a container was made for; undefined when it was not made by compose. */
export function toComposeOrigin(labels: Labels, name: string): ComposeOrigin | undefined {
  const project = textOf(labels, `${compose}.project`) ?? textOf(labels, podmanCompose);
  if (project === undefined || project === '') return undefined;
  const service = textOf(labels, `${compose}.service`);
  const workingDir = textOf(labels, `${compose}.project.working_dir`);
  return {
    project,
    ...(service === undefined ? {} : { service }),
    ...(workingDir === undefined ? {} : { workingDir }),
    oneOff: isOneOff(labels, name),
  };
}

/** The systemd unit that runs a container, a Quadlet's service. */
export function toUnit(labels: Labels): string | undefined {
  const unit = textOf(labels, 'PODMAN_SYSTEMD_UNIT');
  // podman-compose puts this on all its containers, whether or not such a unit exists; it runs none of them.
  return unit === undefined || unit.startsWith('podman-compose@') ? undefined : unit;
}

// podman-compose marks what `run` makes by its name only.
function isOneOff(labels: Labels, name: string): boolean {
  if (textOf(labels, `${compose}.oneoff`)?.toLowerCase() === 'true') return true;
  return labels[podmanCompose] !== undefined && /_tmp\d+$/.test(name);
}

function textOf(labels: Labels, key: string): string | undefined {
  const text = Object.hasOwn(labels, key) ? labels[key] : undefined;
  return typeof text === 'string' ? text : undefined;
}
