import { keyOf } from './stand-ins.ts';

const arrPorts = { sonarr: 8989, 'sonarr-4k': 8989, radarr: 7878, lidarr: 8686, prowlarr: 9696 } as const;

/** The services' own configuration files, by their place below the services directory. */
export function serviceConfigs(): Record<string, string> {
  const arrs = Object.entries(arrPorts).map(([name, port]) => [`${name}/config.xml`, arrConfig(name, port)] as const);
  return {
    ...Object.fromEntries(arrs),
    'sabnzbd/sabnzbd.ini': `__version__ = 19\n[misc]\nhost = 0.0.0.0\nport = 8080\napi_key = ${keyOf('sabnzbd')}\n`,
    'qbittorrent/qBittorrent/qBittorrent.conf': '[Preferences]\nWebUI\\Port=8080\nWebUI\\Username=admin\n',
    'plex/Library/Application Support/Plex Media Server/Preferences.xml': `<?xml version="1.0" encoding="utf-8"?>\n<Preferences FriendlyName="Demo" PlexOnlineToken="${keyOf('plex')}"/>\n`,
    'bazarr/config/config.yaml': `auth:\n  apikey: ${keyOf('bazarr')}\ngeneral:\n  port: 6767\n`,
  };
}

function arrConfig(name: string, port: number): string {
  return `<Config>
  <BindAddress>*</BindAddress>
  <Port>${port}</Port>
  <SslPort>9898</SslPort>
  <EnableSsl>False</EnableSsl>
  <LaunchBrowser>False</LaunchBrowser>
  <ApiKey>${keyOf(name)}</ApiKey>
  <AuthenticationMethod>Forms</AuthenticationMethod>
  <AuthenticationRequired>Enabled</AuthenticationRequired>
  <Branch>main</Branch>
  <LogLevel>info</LogLevel>
  <UrlBase></UrlBase>
  <InstanceName>${name}</InstanceName>
</Config>
`;
}
