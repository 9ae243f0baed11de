import { splitWords } from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';

import { convertYaml, findingsOf, sectionsOf } from './convert-yaml.fixtures.ts';

const media = (body: string, rest = '') => `name: media
services:
  app:
    image: docker.io/library/x:1
${body.replaceAll(/^/gm, '    ')}
networks: {default: {}}
${rest}`;

async function linesOf(body: string, rest = ''): Promise<Record<string, string[]>> {
  return sectionsOf(
    await convertYaml({ yaml: media(body, rest), beside: { 'token.txt': 'x' } }),
    'media-app.container',
  );
}

/** `Exec="--opt"` and `Exec=--opt` are the same words. */
function normalised(line: string): string {
  return /^(?:Exec|Environment|Label|PodmanArgs)=/.test(line) ? JSON.stringify(splitWords(line)) : line;
}

describe('a compose file as a Quadlet', () => {
  it.each<[number, string, string | string[]]>([
    [1, 'environment: {MSG: two words}', 'Environment="MSG=two words"'],
    [2, `environment: {MSG: 'say "hi"'}`, String.raw`Environment="MSG=say \"hi\""`],
    [3, String.raw`environment: {P: 'C:\new'}`, String.raw`Environment="P=C:\\new"`],
    [4, 'environment: {D: 50%h}', 'Environment=D=50%%h'],
    [5, 'environment: {D: pa$$word}', 'Environment=D=pa$$word'],
    [6, String.raw`environment: {D: "line1\nline2"}`, String.raw`Environment="D=line1\nline2"`],
    [7, 'environment: {D: ""}', 'Environment=D='],
    [8, `environment: {D: '{"a": [1, 2]}'}`, String.raw`Environment="D={\"a\": [1, 2]}"`],
    [9, 'environment: {D: "# x"}', 'Environment="D=# x"'],
    [
      10,
      "labels: {traefik.http.routers.a.rule: 'Host(`a.example`) && PathPrefix(`/x`)'}",
      'Label="traefik.http.routers.a.rule=Host(`a.example`) && PathPrefix(`/x`)"',
    ],
    [11, 'labels: {r: ^/(.*)$$}', 'Label="r=^/(.*)$$"'],
    [12, 'command: ["--opt", "a b"]', 'Exec="--opt" "a b"'],
    [13, 'command: echo "a b" c', 'Exec=echo "a b" c'],
    [14, 'command: ["sh","-c","echo $$HOME; date +%F"]', 'Exec=sh -c "echo $$HOME; date +%%F"'],
    [15, String.raw`command: ["sh","-c","a\nb"]`, String.raw`Exec=sh -c "a\nb"`],
    [16, String.raw`command: ["--fmt","{{.x}} \\d+"]`, String.raw`Exec="--fmt" "{{.x}} \\d+"`],
    [17, 'command: ["find",".","-exec","rm","{}",";"]', 'Exec=find . -exec rm {} ${ARR_SEMICOLON}'],
    [18, 'entrypoint: ["/bin/tool","--a","b c",""]', 'Entrypoint=["/bin/tool","--a","b c",""]'],
    [19, 'entrypoint: /bin/tool --a "b c"', 'Entrypoint=["/bin/tool","--a","b c"]'],
    [20, 'entrypoint: []', 'Entrypoint=[]'],
    [
      21,
      'healthcheck: {test: ["CMD","curl","-f","http://localhost:8989/ping"]}',
      'HealthCmd=["curl","-f","http://localhost:8989/ping"]',
    ],
    [
      22,
      'healthcheck: {test: ["CMD-SHELL","curl -f http://localhost || exit 1"]}',
      'HealthCmd=CMD-SHELL curl -f http://localhost || exit 1',
    ],
    [23, 'healthcheck: {test: pg_isready -U $$POSTGRES_USER}', 'HealthCmd=CMD-SHELL pg_isready -U $$POSTGRES_USER'],
    [
      24,
      `healthcheck: {test: 'curl -f "http://localhost:32400/identity"'}`,
      String.raw`HealthCmd=["/bin/sh","-c","curl -f \"http://localhost:32400/identity\""]`,
    ],
    [25, 'healthcheck: {test: ["CMD","/healthcheck"]}', 'HealthCmd=CMD /healthcheck'],
    [
      26,
      'healthcheck:\n  test: |-\n    test -f /a &&\n    test -f /b',
      String.raw`HealthCmd=["/bin/sh","-c","test -f /a &&\ntest -f /b"]`,
    ],
    [27, 'healthcheck: {disable: true}', 'HealthCmd=none'],
    [28, 'volumes: [./config:/config]', 'Volume=/srv/stacks/media/config:/config'],
    [29, 'volumes: ["/srv/my data:/data:ro"]', 'Volume=/srv/my data:/data:ro'],
    [30, 'volumes: ["/srv/100%:/x"]', 'Volume=/srv/100%%:/x'],
    [32, 'volumes: [/data]', 'Volume=media-app-data.volume:/data'],
    [33, 'ports: ["127.0.0.1:53:53/udp"]', 'PublishPort=127.0.0.1:53:53/udp'],
    [34, 'ports: ["::1:6000:6000"]', 'PublishPort=[::1]:6000:6000'],
    [36, 'extra_hosts: ["h:[::1]"]', 'AddHost=h:::1'],
    [37, 'sysctls: {net.ipv4.ping_group_range: "0 2147483647"}', 'Sysctl="net.ipv4.ping_group_range=0 2147483647"'],
    [38, 'devices: ["/dev/serial/by-id/a b:/dev/tty0"]', 'AddDevice="/dev/serial/by-id/a b:/dev/tty0"'],
    [39, 'user: "1000:1000"', ['User=1000', 'Group=1000']],
    [40, 'security_opt: ["no-new-privileges:true"]', 'NoNewPrivileges=true'],
    [
      41,
      'deploy: {resources: {limits: {cpus: "1.5", memory: 512M, pids: 200}}}',
      ['PodmanArgs=--cpus 1.5 --memory 536870912', 'PidsLimit=200'],
    ],
    [
      42,
      'logging: {driver: json-file, options: {max-size: 10m, max-file: "3"}}',
      ['LogDriver=json-file', 'LogOpt=max-size=10m'],
    ],
    [44, 'stop_grace_period: 1m30s', 'StopTimeout=90'],
    [
      48,
      String.raw`environment: {K: "x\n[Service]\nExecStartPre=/bin/sh -c id"}`,
      String.raw`Environment="K=x\n[Service]\nExecStartPre=/bin/sh -c id"`,
    ],
  ])('%i: writes %s', async (_row, body, expected) => {
    const { Container = [] } = await linesOf(body);

    expect(Container.map(normalised)).toEqual(expect.arrayContaining([expected].flat().map(normalised)));
  });

  it.each<[number, string, Record<string, string[]>]>([
    [17, 'command: ["find", ";"]', { Service: ['Environment="ARR_SEMICOLON=;"', 'TimeoutStartSec=900'] }],
    [44, 'stop_grace_period: 1m30s', { Service: ['TimeoutStopSec=120', 'TimeoutStartSec=900'] }],
    [
      46,
      'restart: unless-stopped',
      {
        Unit: ['StartLimitIntervalSec=0'],
        Service: ['Restart=always', 'RestartSec=1', 'RestartSteps=8', 'RestartMaxDelaySec=60', 'TimeoutStartSec=900'],
        Install: ['WantedBy=default.target'],
      },
    ],
    [
      47,
      'restart: on-failure:3',
      {
        Unit: ['StartLimitIntervalSec=600', 'StartLimitBurst=4'],
        Service: ['Restart=on-failure', 'RestartSec=1', 'TimeoutStartSec=900'],
      },
    ],
  ])('%i: tells systemd about %s', async (_row, body, expected) => {
    const { Container: _own, ...systemd } = await linesOf(body);

    expect(systemd).toEqual(expected);
  });

  it('31: keeps the volume that compose used', async () => {
    const converted = await convertYaml({ yaml: media('volumes: [cfg:/config]', 'volumes: {cfg: {}}') });

    expect(sectionsOf(converted, 'media-app.container')['Container']).toContain('Volume=media-cfg.volume:/config');
    expect(sectionsOf(converted, 'media-cfg.volume')).toEqual({ Volume: ['VolumeName=media_cfg'] });
  });

  it('32: names a volume without a name, which would not survive a stop', async () => {
    const converted = await convertYaml({ yaml: media('volumes: [/data]') });

    expect(sectionsOf(converted, 'media-app-data.volume')).toEqual({ Volume: ['VolumeName=media-app-data'] });
  });

  it('45: mounts a secret that is a file', async () => {
    const { Container } = await linesOf('secrets: [token]', 'secrets: {token: {file: ./token.txt}}');

    expect(Container).toContain('Volume=/srv/stacks/media/token.txt:/run/secrets/token:ro');
  });

  it.each([
    [35, 'ports: ["8000-9000:80"]', /^error \w+ services\.app ports/],
    [49, String.raw`container_name: "a\nb"`, /^error invalid services\.app container_name/],
  ])('%i: refuses %s, and writes no file at all', async (_row, body, finding) => {
    const converted = await convertYaml({ yaml: media(body) });

    expect(converted.files).toEqual([]);
    expect(findingsOf(converted)).toContainEqual(expect.stringMatching(finding));
  });

  it.each([
    [
      42,
      'logging: {driver: json-file, options: {max-file: "3"}}',
      'info dropped-option services.app logging.options.max-file',
    ],
    [43, 'logging: {driver: syslog}', 'warning unsupported services.app logging.driver'],
  ])('%i: tells what is lost of %s', async (_row, body, finding) => {
    const converted = await convertYaml({ yaml: media(body) });

    expect(findingsOf(converted)).toContain(finding);
    expect(sectionsOf(converted, 'media-app.container')['Container']?.join('\n')).not.toMatch(/syslog|max-file/);
  });

  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27'],
    ['grafana/grafana', 'docker.io/grafana/grafana:latest'],
    ['lscr.io/linuxserver/sonarr', 'lscr.io/linuxserver/sonarr:latest'],
    ['localhost/x', 'localhost/x:latest'],
    ['registry:5000/x', 'registry:5000/x:latest'],
    ['x@sha256:abc', 'docker.io/library/x@sha256:abc'],
  ])('50: names the image %s in full', async (image, expected) => {
    const converted = await convertYaml({ yaml: `name: media\nservices: {app: {image: "${image}"}}` });

    expect(sectionsOf(converted, 'media-app.container')['Container']).toContain(`Image=${expected}`);
  });
});
