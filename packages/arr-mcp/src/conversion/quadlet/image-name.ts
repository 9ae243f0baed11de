import { InexpressibleError } from './write-value.ts';

const reference = /^[a-z0-9][a-zA-Z0-9._:[\]-]*(?:\/[a-z0-9._-]+)*(?::[\w.-]+)?(?:@[a-z0-9]+:[a-f0-9]+)?$/i;

/**
 * An image's name with its registry and tag, as Compose reads it: `nginx` is Docker Hub's. Podman would ask which
 * registry is meant, and a unit cannot answer.
 * @throws InexpressibleError for what is no name of an image
 */
export function qualifyImage(image: string): string {
  if (!reference.test(image) || /\.(?:image|build)$/.test(image)) {
    throw new InexpressibleError(`${JSON.stringify(image)} is no name of an image`);
  }
  const tagged = /@/.test(image) || /:[^/]*$/.test(image) ? image : `${image}:latest`;
  if (hasRegistry(image)) return tagged;
  return `docker.io/${image.includes('/') ? '' : 'library/'}${tagged}`;
}

/** The name that Podman gives an image that it builds under this one. */
export function qualifyBuiltImage(image: string): string {
  const qualified = qualifyImage(image);
  return hasRegistry(image) ? qualified : qualified.replace(/^docker\.io\/(?:library\/)?/, 'localhost/');
}

function hasRegistry(image: string): boolean {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
}
