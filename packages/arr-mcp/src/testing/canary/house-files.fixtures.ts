import type { Canaries } from './canaries.ts';
import { secretForms } from './secret-forms.ts';

/** The files of the host, by their path below its folder, with a secret wherever such files have one. */
export function houseFiles(canaries: Canaries): Record<string, string> {
  return { ...stackFiles(canaries), ...serviceFiles(canaries), ...otherFiles(canaries) };
}

function stackFiles(canaries: Canaries): Record<string, string> {
  const at = (place: string): string => canaries.at(`compose file: ${place}`);
  return {
    'stacks/media/compose.yaml': `services:
  sonarr:
    image: lscr.io/linuxserver/sonarr:4.0.19
    container_name: sonarr
    environment:
      TZ: Etc/UTC
      SONARR__AUTH__APIKEY: ${at('environment map')}
      SONARR__POSTGRES__PASSWORD: "${at('quoted environment map')}"
      DATABASE_URL: postgres://sonarr:${at('address in the environment')}@db:5432/main
      FROM_FILE: \${MEDIA_TOKEN}
      WITH_DEFAULT: \${DB_PASSWORD:-${at('default of a variable')}}
    labels:
      - homepage.widget.key=${at('label list')}
      - homepage.widget.url=http://harbour:${at('address in a label')}@sonarr:8989
    command: ["/init", "--api-key=${at('command list')}", "--password", "${at('word of a command list')}"]
    healthcheck:
      test: ["CMD-SHELL", "curl -sf 'http://localhost:8989/api/v3/health?apikey=${at('health check')}'"]
  seerr:
    image: ghcr.io/seerr-team/seerr:2.7.3
    container_name: seerr
    environment:
      - TZ=Etc/UTC
      - API_KEY=${at('environment list')}
      - "WEBHOOK_SECRET=${at('quoted environment list')}"
      - HTTP_PROXY=http://harbour:${at('proxy in the environment list')}@proxy:3128
    labels:
      traefik.token: ${at('label map')}
    command: serve --token ${at('command line')} --url http://harbour:${at('address in a command line')}@x/
x-note: &note
  api_key: ${at('extension field')}
`,
    'stacks/media/.env': `MEDIA_TOKEN=${canaries.at('.env: token')}
export DB_PASSWORD='${canaries.at('.env: quoted password')}'
PLAIN_NAME=${canaries.at('.env: a name that says nothing')}
`,
  };
}

function serviceFiles(canaries: Canaries): Record<string, string> {
  const at = (place: string): string => canaries.at(`configuration: ${place}`);
  const arr = (service: string): string => `<Config>
  <BindAddress>*</BindAddress>
  <Port>8989</Port>
  <UrlBase></UrlBase>
  <ApiKey>${at(`ApiKey of ${service}`)}</ApiKey>
  <AuthenticationMethod>Forms</AuthenticationMethod>
  <PostgresPassword>${at(`PostgresPassword of ${service}`)}</PostgresPassword>
  <SslCertPassword>${at(`SslCertPassword of ${service}`)}</SslCertPassword>
</Config>
`;
  return {
    'services/sonarr/config.xml': arr('sonarr'),
    'services/radarr/config.xml': arr('radarr'),
    'services/sonarr/config.xml.bak': arr('sonarr, its backup'),
    'services/sabnzbd/sabnzbd.ini': `__version__ = 19
[misc]
api_key = ${at('api_key of sabnzbd')}
nzb_key = ${at('nzb_key of sabnzbd')}
password = ${at('password of sabnzbd')}
email_pwd = ${at('email_pwd of sabnzbd')}
port = 8080
[servers]
[[news.test]]
host = news.test
username = harbour
password = ${at('server password of sabnzbd')}
[rss]
[[feed]]
uri = "https://indexer.test/rss?r=${at('rss uri of sabnzbd')}",
`,
    'services/qbittorrent/qBittorrent.conf': `[Preferences]
WebUI\\Port=8080
WebUI\\Username=admin
WebUI\\Password_PBKDF2="@ByteArray(${at('PBKDF2 of qbittorrent')}==:x)"
MailNotification\\password=${at('mail password of qbittorrent')}
Connection\\Proxy\\Password=${at('proxy password of qbittorrent')}
DynDNS\\Password=${at('DynDNS password of qbittorrent')}
`,
    'services/plex/Preferences.xml': `<?xml version="1.0" encoding="utf-8"?>
<Preferences MachineIdentifier="x" PlexOnlineToken="${at('PlexOnlineToken')}" PlexOnlineMail="x@test"/>
`,
    'services/bazarr/config.yaml': `auth:
  apikey: ${at('apikey of bazarr')}
  password: ${at('password of bazarr')}
sonarr:
  apikey: ${at('sonarr key of bazarr')}
`,
    'services/seerr/settings.json': JSON.stringify(
      { main: { apiKey: at('apiKey of seerr') }, sonarr: [{ hostname: 'sonarr', apiKey: at('sonarr key of seerr') }] },
      undefined,
      1,
    ),
    'services/gluetun/wg0.conf': `[Interface]
PrivateKey = ${at('WireGuard PrivateKey')}
[Peer]
PresharedKey = ${at('WireGuard PresharedKey')}
`,
    'services/sonarr/sonarr.db': `SQLite format 3\u0000${at('database of sonarr')}`,
    'services/sonarr/logs/sonarr.txt': logText('log of sonarr', canaries),
  };
}

function otherFiles(canaries: Canaries): Record<string, string> {
  return {
    'media/notes.txt': 'The films of the harbour.\n',
    'media/old-notes.txt': 'To be thrown away.\n',
    'media/scripts/notify.sh': `#!/bin/sh
curl -H "X-Api-Key: ${canaries.at('script: header')}" "http://sonarr:8989/api/v3/health"
curl -u harbour:${canaries.at('script: user')} http://sonarr:8989/
API_TOKEN=${canaries.at('script: variable')}
`,
    'logs/proxy.log': logText('log of the proxy', canaries),
  };
}

/** Each form of a secret in a line of its own, as loggers write them. */
export function logLines(place: string, canaries: Canaries): string[] {
  return Object.entries(secretForms).map(
    ([name, form]) => `[Error] Request failed: ${form(canaries.at(`${place}, as ${name}`))}`,
  );
}

function logText(place: string, canaries: Canaries): string {
  const time = '2026-11-21 12:00:00.0';
  return logLines(place, canaries)
    .map((line) => `${time}|Error|Indexer|${line}\n`)
    .join('');
}
