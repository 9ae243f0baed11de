import { describe, expect, it } from 'vitest';

import { serviceCatalog } from '../../services/service-catalog.ts';
import { container } from '../../testing/containers.ts';
import { imageName, matchContainers, plainName } from './match-container.ts';

function matched(...containers: Parameters<typeof container>[0][]): string[] {
  const matches = matchContainers(
    containers.map((facts) => container(facts)),
    serviceCatalog,
  );
  return matches.map(({ service, container: { name }, by }) => `${name}: ${service} by ${by}`);
}

describe('matchContainers', () => {
  it.each([
    ['lscr.io/linuxserver/sonarr:4.0.14', 'sonarr'],
    ['ghcr.io/hotio/sonarr@sha256:0123', 'sonarr'],
    ['docker.io/plexinc/pms-docker', 'plex'],
    ['localhost:5000/linuxserver/qbittorrent-nox:5.1', 'qbittorrent'],
    ['fallenbagel/jellyseerr:latest', 'seerr'],
    ['SONARR', 'sonarr'],
  ])('knows %s by its last part', (image, service) => {
    expect(matched({ name: 'x', image })).toEqual([`x: ${service} by image`]);
  });

  it.each([
    'ghcr.io/onedr0p/sonarr-exporter:1',
    'sonarr/helper:1',
    'my-sonarr-backup',
    'ghcr.io/onedr0p/exportarr:v2',
    'radarr2sonarr',
    '',
  ])('takes %s for no service', (image) => {
    expect(matched({ name: 'sidecar', image })).toEqual([]);
  });

  it.each([
    ['sonarr', undefined],
    ['systemd-sonarr', undefined],
    ['media_sonarr_1', { project: 'media', oneOff: false }],
    ['media-sonarr-1', { project: 'media', oneOff: false }],
    ['whatever', { project: 'media', service: 'sonarr', oneOff: false }],
  ])('knows an image that somebody made by the name %s as a whole', (name, compose) => {
    const facts = { name, image: 'localhost/tv:1', ...(compose === undefined ? {} : { compose }) };

    expect(matched(facts)).toEqual([`${name}: sonarr by name`]);
  });

  it.each(['sonarr-exporter', 'exportarr-sonarr', 'sonarr2', 'mysonarr'])('knows nothing by the name %s', (name) => {
    expect(matched({ name, image: 'localhost/tv:1' })).toEqual([]);
  });

  it('leaves out who is only called so where the service itself is', () => {
    const image = 'lscr.io/linuxserver/sonarr';

    expect(matched({ name: 'tv', image }, { name: 'sonarr', image: 'localhost/proxy' })).toEqual([
      'tv: sonarr by image',
    ]);
  });

  it('takes no container for a service of the internet, whatever it is called', () => {
    expect(matched({ name: 'trakt', image: 'example/trakt-sync' })).toEqual([]);
  });

  it('leaves out pause containers and what runs once', () => {
    const image = 'lscr.io/linuxserver/sonarr';

    expect(matched({ image, isInfra: true }, { image, compose: { project: 'media', oneOff: true } })).toEqual([]);
  });
});

it.each([
  ['a/b/c:1@sha256:2', 'c'],
  ['localhost:5000/x', 'x'],
  ['', ''],
])('reads the name of the image %s', (image, name) => {
  expect(imageName(image)).toBe(name);
});

it('keeps a number that is part of a name', () => {
  expect(plainName({ name: 'sonarr-4' })).toBe('sonarr-4');
});
