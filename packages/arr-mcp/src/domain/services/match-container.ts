import type { Container } from '../../runtime/container.ts';
import type { ServiceFacts, ServiceName } from '../../services/service-catalog.ts';

/** The facts of all services; domain reads the catalogue only through what it is given. */
export type Catalog = Readonly<Record<ServiceName, ServiceFacts>>;

export interface ContainerMatch {
  readonly service: ServiceName;
  readonly container: Container;
  /** `name`: its image is another one, so that only its name says what it is */
  readonly by: 'image' | 'name';
}

/**
 * Which containers are of a known service: by the last part of their image, or, for an image that somebody made, by a
 * name that is the service's as a whole. `sonarr-exporter` is not Sonarr.
 */
export function matchContainers(containers: readonly Container[], catalog: Catalog): ContainerMatch[] {
  const matches = containers
    .filter(({ isInfra, compose }) => !isInfra && compose?.oneOff !== true)
    .flatMap((container) => matchContainer(container, catalog) ?? []);
  // A helper that is merely called like the service counts only where the service's own image is not there.
  const byImage = new Set(matches.filter(({ by }) => by === 'image').map(({ service }) => service));
  return matches.filter(({ service, by }) => by === 'image' || !byImage.has(service));
}

function matchContainer(container: Container, catalog: Catalog): ContainerMatch | undefined {
  const image = imageName(container.image);
  const byImage = findService(catalog, ({ images }) => images.includes(image));
  if (byImage !== undefined) return { service: byImage, container, by: 'image' };
  const names = new Set([container.compose?.service, plainName(container)]);
  const byName = findService(catalog, ({ images }, service) => [service, ...images].some((each) => names.has(each)));
  return byName === undefined ? undefined : { service: byName, container, by: 'name' };
}

function findService(
  catalog: Catalog,
  matches: (facts: ServiceFacts, service: ServiceName) => boolean,
): ServiceName | undefined {
  // The catalogue's own keys, which Object.keys widens.
  const names = Object.keys(catalog) as ServiceName[];
  // A container that is called like a service of the internet is something else.
  return names.find((service) => catalog[service].images.length > 0 && matches(catalog[service], service));
}

/** `lscr.io/linuxserver/sonarr:4.0@sha256:…` → `sonarr` */
export function imageName(image: string): string {
  const [path = ''] = image.split('@');
  const last = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return last.split(':')[0] ?? '';
}

/** A container's name without what compose or systemd hang on it: `media_sonarr_1` → `sonarr`. */
export function plainName({ name, compose }: Pick<Container, 'name' | 'compose'>): string {
  const low = name.toLowerCase();
  const own = low.startsWith('systemd-') ? low.slice('systemd-'.length) : low;
  const project = compose?.project.toLowerCase();
  if (project === undefined) return own;
  const rest = ['-', '_'].map((sign) => `${project}${sign}`).find((prefix) => own.startsWith(prefix));
  return rest === undefined ? own : own.slice(rest.length).replace(/[-_]\d+$/, '');
}
