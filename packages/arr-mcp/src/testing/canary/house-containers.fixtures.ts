import type { ContainerSpec } from '@arr-mcp/demo-stack';

import type { Canaries } from './canaries.ts';
import { logLines } from './house-files.fixtures.ts';

export interface ContainerPlaces {
  /** of the host */
  readonly folder: string;
  /** where Prowlarr's stand-in listens */
  readonly prowlarrPort: number;
}

/** Two containers of a stack, one whose key discovery finds, and one of a Quadlet. */
export function houseContainers(canaries: Canaries, { folder, prowlarrPort }: ContainerPlaces): ContainerSpec[] {
  const compose = { stack: 'media', workingDir: `${folder}/stacks/media` };
  const at = (place: string): string => canaries.at(`container: ${place}`);
  const says = (name: string) => logLines(`container log of ${name}`, canaries).map((text) => ({ text }));
  return [
    {
      name: 'sonarr',
      image: 'lscr.io/linuxserver/sonarr:4.0.19',
      compose: { ...compose, service: 'sonarr' },
      environment: {
        TZ: 'Etc/UTC',
        SONARR__AUTH__APIKEY: at('environment'),
        DATABASE_URL: `postgres://sonarr:${at('address in the environment')}@db:5432/main`,
      },
      mounts: [{ source: `${folder}/services/sonarr`, target: '/config' }],
      healthCheck: {
        command: `curl -sf http://localhost:8989/?apikey=${at('health check command')}`,
        fails: `curl: (22) http://localhost:8989/api?apikey=${at('health check output')} answered 401`,
      },
      says: says('sonarr'),
      startedMinutesAgo: 200,
    },
    {
      name: 'seerr',
      image: 'ghcr.io/seerr-team/seerr:2.7.3',
      compose: { ...compose, service: 'seerr' },
      environment: { API_KEY: at('environment of the second') },
      says: says('seerr'),
      startedMinutesAgo: 300,
      ended: { minutesAgo: 10, exitCode: 1, says: `Error: login failed, apikey=${at('last words')}` },
    },
    {
      name: 'prowlarr',
      image: 'lscr.io/linuxserver/prowlarr:2.5.2',
      // In the host's network, so that nobody looks for it at an address beyond this machine.
      networkMode: 'host',
      port: { host: prowlarrPort, container: prowlarrPort },
      mounts: [{ source: `${folder}/services/prowlarr`, target: '/config' }],
      startedMinutesAgo: 100,
    },
    {
      name: 'navidrome',
      image: 'docker.io/deluan/navidrome:0.58.0',
      unit: 'navidrome.service',
      environment: { ND_SPOTIFY_SECRET: at('environment of the Quadlet') },
      says: says('navidrome'),
      startedMinutesAgo: 200,
    },
  ];
}

export function houseQuadlets(canaries: Canaries): Record<string, string> {
  const at = (place: string): string => canaries.at(`Quadlet: ${place}`);
  const text = (name: string): string => `[Unit]
Description=${name}
[Container]
ContainerName=${name}
Image=docker.io/deluan/navidrome:0.58.0
Environment=TZ=Etc/UTC "ND_SPOTIFY_SECRET=${at('Environment')}"
Environment=ND_LASTFM_APIKEY=${at('second Environment')}
Exec=--api-key=${at('Exec')} --password ${at('word of Exec')} http://harbour:${at('address in Exec')}@x/
Label=homepage.widget.key=${at('Label')}
HealthCmd=curl http://localhost:4533/ping?token=${at('HealthCmd')}
[Service]
Environment=HTTPS_PROXY=http://harbour:${at('proxy')}@proxy:3128
[Install]
WantedBy=default.target
`;
  return {
    'navidrome.container': text('navidrome'),
    'old.container': text('old'),
    'media.network': '[Network]\nNetworkName=media\n',
  };
}

/** Labels and words of the command, which stand-ins of the runtime have no place for. */
export function withLabels(answer: unknown, canaries: Canaries): unknown {
  if (typeof answer !== 'object' || answer === null || !('Config' in answer)) return answer;
  const { Config: config } = answer;
  if (typeof config !== 'object' || config === null) return answer;
  const at = (place: string): string => canaries.at(`container: ${place}`);
  const labels = 'Labels' in config && typeof config.Labels === 'object' ? config.Labels : {};
  return {
    ...answer,
    Config: {
      ...config,
      Labels: {
        ...labels,
        'homepage.widget.key': at('label'),
        'homepage.widget.url': `http://harbour:${at('address in a label')}@sonarr:8989/?apikey=${at('query in a label')}`,
      },
      Cmd: ['/init', `--api-key=${at('command')}`, '--password', at('word of the command')],
      Entrypoint: ['/bin/sh', '-c', `exec app --token=${at('entrypoint')}`],
    },
  };
}
