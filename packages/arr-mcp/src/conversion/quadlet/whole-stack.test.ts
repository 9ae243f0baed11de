import { describe, expect, it } from 'vitest';

import { exampleEnv, exampleStack } from '../example-stack.fixtures.ts';
import { convertYaml, findingsOf } from './convert-yaml.fixtures.ts';

const restarts = `[Service]
Restart=always
RestartSec=1
RestartSteps=8
RestartMaxDelaySec=60
TimeoutStartSec=900

[Install]
WantedBy=default.target
`;
const expected: Readonly<Record<string, string>> = {
  'media-app.container': `# arr-mcp: project media, services.app

[Unit]
Requires=media-db.service
After=media-db.service

[Container]
ContainerName=media-app
Image=docker.io/example/app:1.2
Network=media-default.network:alias=app,alias=web

[Service]
TimeoutStartSec=900
`,
  'media-db.container': `# arr-mcp: project media, services.db

[Unit]
StartLimitIntervalSec=0

[Container]
ContainerName=media-db
Image=docker.io/example/postgres:16.3
Environment=POSTGRES_PASSWORD=p%%d$$x
HealthCmd=CMD-SHELL pg_isready -U $\${POSTGRES_USER:-postgres}
HealthInterval=10s
HealthRetries=5
Network=media-default.network:alias=db
Volume=media-pg.volume:/var/lib/postgresql/data
Notify=healthy

${restarts}`,
  'media-default.network': `# arr-mcp: project media, networks.default

[Network]
NetworkName=media_default
`,
  'media-downloads.volume': `# arr-mcp: project media, volumes.downloads

[Volume]
VolumeName=media_downloads
`,
  'media-pg.volume': `# arr-mcp: project media, volumes.pg

[Volume]
VolumeName=shared_pg
`,
  'media-torrent.container': `# arr-mcp: project media, services.torrent

[Unit]
BindsTo=media-vpn.service
PartOf=media-vpn.service
After=media-vpn.service
StartLimitIntervalSec=0

[Container]
ContainerName=media-torrent
Image=docker.io/example/qbittorrent:5.0.3
Network=media-vpn.container
Volume=/srv/config/qbit:/config
Volume=media-downloads.volume:/downloads

${restarts}`,
  'media-vpn.container': `# arr-mcp: project media, services.vpn

[Unit]
StartLimitIntervalSec=0

[Container]
ContainerName=media-vpn
Image=docker.io/example/vpn:3.40
AddCapability=NET_ADMIN
AddDevice=/dev/net/tun:/dev/net/tun
Network=media-default.network:alias=vpn
PublishPort=127.0.0.1:8080:8080

${restarts}`,
};
const project = { yaml: exampleStack, beside: { '.env': exampleEnv } };

describe('a whole stack', () => {
  it('becomes one file for each of its parts', async () => {
    const { files } = await convertYaml(project);

    expect(Object.fromEntries(files.map(({ name, kind, text }) => [`${name}.${kind}`, text]))).toEqual(expected);
  });

  it('comes out the same each time, sorted by name', async () => {
    const [first, second] = [await convertYaml(project), await convertYaml(project)];

    expect(first).toEqual(second);
    expect(first.files.map(({ name, kind }) => `${name}.${kind}`)).toEqual(Object.keys(expected));
  });

  it('keeps the file with a password for its owner', async () => {
    const { files } = await convertYaml(project);

    expect(files.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(['media-db']);
  });

  it('tells what is worth knowing about it', async () => {
    const found = findingsOf(await convertYaml(project));

    expect(found.filter((finding) => /^(?:error|warning)/.test(finding))).toEqual([]);
    expect(found).toEqual(
      expect.arrayContaining([
        'info policy services.app restart',
        'info approximated services.torrent network_mode',
        'info policy services.db environment',
        'info policy services.db healthcheck',
        'info data-moves project services',
      ]),
    );
  });

  it('names the folders of the host that compose would have made', async () => {
    const { report } = await convertYaml(project);

    expect(report.findings.find(({ text }) => text.startsWith('compose makes'))?.text).toMatch(
      /: \/srv\/config\/qbit$/,
    );
  });
});
