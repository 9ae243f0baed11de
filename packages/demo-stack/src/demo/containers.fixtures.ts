import { join } from 'node:path';

import type { ContainerSpec } from '../host/container-spec.ts';
import type { Places } from './places.ts';
import { type DemoServiceName, keyOf } from './stand-ins.ts';

export interface ContainerPlaces {
  readonly places: Places;
  readonly ports: Readonly<Record<DemoServiceName, number>>;
}

const mib = 1024 ** 2;
const dayMinutes = 24 * 60;
const account = { PUID: '1000', PGID: '1000', TZ: 'Etc/UTC' };

/** Values of a stack's `.env`; the compose files name them. */
export const stackSecrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  media: { BAZARR_API_KEY: keyOf('bazarr'), SEERR_API_KEY: keyOf('seerr') },
  downloads: {
    WIREGUARD_PRIVATE_KEY: 'wDemoDemoDemoDemoDemoDemoDemoDemoDemoDemo00=',
    UNPACKERR_SONARR_KEY: keyOf('sonarr'),
  },
};

/** The containers of the host: two stacks and a Quadlet. One is not well and one has ended. */
export function demoContainers(given: ContainerPlaces): ContainerSpec[] {
  return [...mediaStack(given), ...downloadsStack(given), ...quadletContainers(given)];
}

function mediaStack({ places, ports }: ContainerPlaces): ContainerSpec[] {
  const member = memberOf('media', places);
  const arr = (
    name: 'sonarr' | 'sonarr-4k' | 'radarr' | 'lidarr' | 'prowlarr',
    container: number,
    version: string,
  ) => ({
    ...member(name, `lscr.io/linuxserver/${name.replace('-4k', '')}:${version}`),
    port: { host: ports[name], container },
    healthCheck: { command: `curl -sf http://localhost:${container}/ping` },
    says: arrSays(name),
    cpuShare: 0.02,
    memoryBytes: 210 * mib,
  });
  return [
    arr('sonarr', 8989, '4.0.19'),
    arr('sonarr-4k', 8989, '4.0.19'),
    arr('radarr', 7878, '6.3.0'),
    arr('lidarr', 8686, '3.1.0'),
    arr('prowlarr', 9696, '2.5.2'),
    {
      ...member('bazarr', 'lscr.io/linuxserver/bazarr:1.5.2'),
      environment: { ...account, BAZARR_API_KEY: keyOf('bazarr') },
      says: [{ text: 'INFO: Searching subtitles for The Lighthouse Keepers' }],
      ended: { minutesAgo: 14 * 60, exitCode: 1, says: 'sqlite3.OperationalError: database is locked' },
    },
    {
      ...member('seerr', 'ghcr.io/seerr-team/seerr:2.7.3'),
      environment: { ...account, API_KEY: keyOf('seerr') },
      port: { host: ports.seerr, container: 5055 },
      says: [{ text: '[info][Jobs]: Starting scheduled job: Recently Added Scan' }],
      memoryBytes: 240 * mib,
    },
  ];
}

function downloadsStack({ places, ports }: ContainerPlaces): ContainerSpec[] {
  const member = memberOf('downloads', places);
  return [
    {
      ...member('gluetun', 'docker.io/qmcgaw/gluetun:v3.40.0'),
      environment: { VPN_TYPE: 'wireguard', WIREGUARD_PRIVATE_KEY: 'wDemoDemoDemoDemoDemoDemoDemoDemoDemoDemo00=' },
      port: { host: ports.qbittorrent, container: 8080 },
      healthCheck: {
        command: '/gluetun-entrypoint healthcheck',
        fails: 'unhealthy: dialing: dial tcp4: lookup cloudflare.com: i/o timeout',
      },
      says: [
        { text: 'INFO [healthcheck] program has been unhealthy for 6s: restarting VPN', stream: 'stderr' },
        { text: 'ERROR [vpn] waiting for the handshake: i/o timeout', stream: 'stderr' },
        { text: 'INFO [wireguard] Connecting to 198.51.100.7:51820' },
      ],
      cpuShare: 0.01,
      memoryBytes: 31 * mib,
    },
    {
      ...member('sabnzbd', 'lscr.io/linuxserver/sabnzbd:4.5.0'),
      port: { host: ports.sabnzbd, container: 8080 },
      says: [{ text: 'INFO::[downloader] Example News: 20 connections' }],
      cpuShare: 0.34,
      memoryBytes: 620 * mib,
    },
    {
      ...member('qbittorrent', 'lscr.io/linuxserver/qbittorrent:5.1.0'),
      networkMode: 'container:gluetun',
      says: [{ text: 'WebUI: Now listening on IP: *, port: 8080' }],
      cpuShare: 0.03,
      memoryBytes: 180 * mib,
    },
    {
      ...member('unpackerr', 'ghcr.io/unpackerr/unpackerr:0.14.5'),
      environment: { ...account, UNPACKERR_SONARR_KEY: keyOf('sonarr') },
      says: [{ text: '[INFO] Queue: 0 waiting, 0 queued, 0 extracting, 0 extracted' }],
      memoryBytes: 18 * mib,
    },
  ];
}

function quadletContainers({ places, ports }: ContainerPlaces): ContainerSpec[] {
  return [
    {
      name: 'plex',
      image: 'lscr.io/linuxserver/plex:1.42.1',
      unit: 'plex.service',
      port: { host: ports.plex, container: 32_400 },
      mounts: [
        { source: join(places.services, 'plex'), target: '/config' },
        { source: join(places.data, 'media'), target: '/data/media', readOnly: true },
      ],
      says: [{ text: 'Starting Plex Media Server. . . (you can ignore the libusb_init error)' }],
      cpuShare: 0.12,
      memoryBytes: 780 * mib,
      startedMinutesAgo: 9 * dayMinutes,
    },
  ];
}

function memberOf(stack: string, { data, services, stacks }: Places) {
  return (service: string, image: string) => ({
    name: service,
    image,
    compose: { stack, service, workingDir: join(stacks, stack) },
    environment: account,
    mounts: [
      { source: join(services, service), target: '/config' },
      { source: data, target: '/data' },
    ],
    startedMinutesAgo: 2 * dayMinutes,
  });
}

function arrSays(name: string): NonNullable<ContainerSpec['says']> {
  return [
    { text: `[Info] RssSyncService: Starting RSS Sync` },
    { text: `[Info] DownloadDecisionMaker: Processing 200 releases` },
    { text: `[Info] RssSyncService: RSS Sync Completed. Reports found: 200, Reports grabbed: 0` },
    ...(name === 'sonarr'
      ? [{ text: '[Warn] DownloadedEpisodesImportService: No files found are eligible for import in /data/downloads' }]
      : []),
  ];
}
