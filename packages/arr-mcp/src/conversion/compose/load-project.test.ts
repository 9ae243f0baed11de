import { describe, expect, it } from 'vitest';

import { loadFiles, modelOf, problemsIn } from './project.fixtures.ts';

const stack = `
name: media
services:
  vpn:
    image: example/vpn:3.40
    cap_add: [NET_ADMIN]
    devices: ["/dev/net/tun:/dev/net/tun"]
    ports: ["127.0.0.1:8080:8080"]
    restart: unless-stopped
  torrent:
    image: example/qbittorrent:5.0.3
    network_mode: service:vpn
    volumes: ["\${CONFIG}/qbit:/config", "downloads:/downloads"]
  db:
    image: example/postgres:16.3
    environment:
      POSTGRES_PASSWORD: \${DB_PASS}
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER:-postgres}"]
      interval: 10s
      retries: 5
    volumes: ["pg:/var/lib/postgresql/data"]
  app:
    image: example/app:1.2
    depends_on:
      db: {condition: service_healthy}
    networks:
      default: {aliases: [web]}
    stop_grace_period: 1m30s
    x-note: {a: [1]}
volumes:
  downloads: {}
  pg: {name: shared_pg}
x-top: kept
`;

describe('loadComposeProject', () => {
  it('reads a whole stack into its long form', async () => {
    const { model, findings } = await loadFiles({
      'compose.yaml': stack,
      '.env': "CONFIG=/srv/config\nDB_PASS='p%d$x'\n",
    });

    expect(findings).toEqual([]);
    expect(model).toMatchObject({
      name: 'media',
      directory: '/srv/stacks/media',
      inactive: [],
      extensions: { 'x-top': 'kept' },
    });
    expect(model?.services).toEqual({
      vpn: {
        image: 'example/vpn:3.40',
        cap_add: ['NET_ADMIN'],
        devices: [{ source: '/dev/net/tun', target: '/dev/net/tun' }],
        ports: [{ host_ip: '127.0.0.1', published: '8080', target: '8080' }],
        restart: 'unless-stopped',
        networks: { default: {} },
      },
      torrent: {
        image: 'example/qbittorrent:5.0.3',
        network_mode: 'service:vpn',
        volumes: [
          { type: 'bind', source: '/srv/config/qbit', target: '/config' },
          { type: 'volume', source: 'downloads', target: '/downloads' },
        ],
      },
      db: {
        image: 'example/postgres:16.3',
        environment: { POSTGRES_PASSWORD: 'p%d$x' },
        healthcheck: {
          test: ['CMD-SHELL', 'pg_isready -U ${POSTGRES_USER:-postgres}'],
          interval: 10_000,
          retries: 5,
        },
        volumes: [{ type: 'volume', source: 'pg', target: '/var/lib/postgresql/data' }],
        networks: { default: {} },
      },
      app: {
        image: 'example/app:1.2',
        depends_on: { db: { condition: 'service_healthy', required: true, restart: false } },
        networks: { default: { aliases: ['web'] } },
        stop_grace_period: 90_000,
        extensions: { 'x-note': { a: ['1'] } },
      },
    });
    expect(model?.networks).toEqual({ default: { name: 'media_default', external: false } });
    expect(model?.volumes).toEqual({
      downloads: { name: 'media_downloads', external: false },
      pg: { name: 'shared_pg', external: false },
    });
  });

  it('tells which keys each subject declares, and which files it looked for', async () => {
    const { declared, files } = await loadFiles({ 'compose.yaml': stack });

    expect(declared.get('project')).toEqual(['name', 'services', 'volumes', 'x-top']);
    expect(declared.get('services.app')).toEqual(['image', 'depends_on', 'networks', 'stop_grace_period', 'x-note']);
    expect(declared.get('volumes.pg')).toEqual(['name']);
    expect(files).toEqual([
      '/srv/stacks/media/.env',
      '/srv/stacks/media/compose.yaml',
      '/srv/stacks/media/compose.override.yaml',
      '/srv/stacks/media/compose.override.yml',
      '/srv/stacks/media/docker-compose.override.yaml',
      '/srv/stacks/media/docker-compose.override.yml',
    ]);
  });

  it('warns of a variable that nothing sets, once, with its places', async () => {
    const { model, findings } = await loadFiles({
      'compose.yaml': 'services:\n  a:\n    image: "x:$TAG"\n    hostname: h$TAG\n  b:\n    image: x${TAG}',
    });

    expect(model?.services['a']?.image).toBe('x:');
    expect(findings).toEqual([
      {
        subject: 'services.a',
        attribute: 'image',
        level: 'warning',
        code: 'interpolation-unset',
        text: 'TAG is not set and became empty at compose.yaml:3:12, compose.yaml:4:15, compose.yaml:6:12; set it in .env.',
      },
    ]);
  });

  it('lets what is given win over .env, and gives the name of the project', async () => {
    const model = await modelOf(
      { 'compose.yaml': 'services: {a: {image: "$A-$B-$COMPOSE_PROJECT_NAME"}}', '.env': 'A=file\nB=file' },
      { environment: { A: 'given' } },
    );

    expect(model.services['a']?.image).toBe('given-file-media');
  });

  it('reports several problems at once, each with its place', async () => {
    const { model, findings } = await loadFiles({
      'compose.yaml': `
services:
  app:
    image: [x]
    prots: ["80:80"]
    ports: ["80:http"]
    healthcheck: {interval: 10, tset: [CMD, x]}
    deploy: {resources: {limits: {memory: lots}}}
  other: {image: x, restart: sometimes}
networks:
  net: {driver_opt: {a: b}}
volums: {}
`,
    });

    expect(model).toBeUndefined();
    expect(problemsIn({ findings })).toEqual([
      'project volums: compose.yaml: volums is not known here; did you mean volumes?',
      'services.app image: a text is expected.',
      'services.app : prots is not known here; did you mean ports?',
      expect.stringContaining('services.app ports.0: a port such as'),
      'services.app healthcheck.interval: a duration such as 1m30s is expected, not "10".',
      'services.app healthcheck: tset is not known here; did you mean test?',
      'services.app deploy.resources.limits.memory: a size such as 512m is expected, not "lots".',
      'services.other restart: no, always, unless-stopped, on-failure or on-failure:3 is expected.',
      'networks.net : driver_opt is not known here; did you mean driver_opts?',
    ]);
  });

  it.each([
    ['', 'compose.yaml is not a mapping with services'],
    ['just text', 'compose.yaml is not a mapping with services'],
    ['- a', 'compose.yaml is not a mapping with services'],
    ['services: [a]', 'a mapping is expected under services'],
    ['services: {}', 'the project has no services'],
    ['version: "3"', 'the project has no services'],
    ['services: {a: }', 'a mapping with image or build is expected'],
    ['services: {a: {hostname: x}}', 'a service needs image or build'],
    ['services: {a b: {image: x}}', 'the name "a b" is not usable'],
    ['services: {.a: {image: x}}', 'the name ".a" is not usable'],
    ['services: {a: {image: x, container_name: "a\\nb"}}', 'without a control character'],
    ['services: {a: {image: x}}\nname: Not Good', 'the project\'s name "Not Good" is not usable'],
    ['services: {a: {image: x, extensions: {}}}', 'extensions is not known here'],
    ['services: {a: {image: "${X"}}', 'compose.yaml:1:23: ${X has no closing }'],
    ['services: {a: {image: "${X:?the image}"}}', 'compose.yaml:1:23: X must be set: the image. Set X in .env.'],
    ['services: {a: {image: *x}}', 'compose.yaml:1:23: *x has no anchor &x before it'],
    ['services:\n\ta: 1', 'compose.yaml:2:1: Tabs are not allowed'],
  ])('makes no model of %j and says why', async (text, problem) => {
    const { model, findings } = await loadFiles({ 'compose.yaml': text });

    expect(model).toBeUndefined();
    expect(problemsIn({ findings }).join('\n')).toContain(problem);
  });

  it('says that the main file is missing, or may not be read', async () => {
    const missing = await loadFiles({});
    const refused = await loadFiles({ 'compose.yaml': 'refused' });

    expect(missing.findings).toMatchObject([{ level: 'error', code: 'file-missing', subject: 'project' }]);
    expect(refused.findings[0]).toMatchObject({ level: 'error', code: 'policy' });
    expect([missing.model, refused.model]).toEqual([undefined, undefined]);
  });

  it.each([
    ['name: own', {}, 'own'],
    ['name: "${N:-calc}"', {}, 'calc'],
    ['', { '.env': 'COMPOSE_PROJECT_NAME=fromenv' }, 'fromenv'],
    ['', { '.env': 'COMPOSE_PROJECT_NAME=' }, 'media'],
    ['', {}, 'media'],
  ])('takes the name of the project from %j and %j', async (line, files, name) => {
    const model = await modelOf({ 'compose.yaml': `services: {a: {image: x}}\n${line}`, ...files });

    expect(model.name).toBe(name);
  });

  it.each([
    ['/srv/My Stack.1', 'mystack1'],
    ['/srv/_-x_y-', 'x_y-'],
  ])('makes a name of the folder %s', async (directory, name) => {
    const read = `${directory}/compose.yaml`;

    expect((await modelOf({ [read]: 'services: {a: {image: x}}' }, { directory })).name).toBe(name);
  });

  it.each([
    ['doubles others', `A=xxxxxxxxxx\n${Array.from({ length: 40 }, () => 'A=$A$A').join('\n')}`, 'x: 1'],
    ['is used often', `A=${'x'.repeat(100_000)}`, Array.from({ length: 200 }, (_, line) => `x-${line}: $A`).join('\n')],
  ])('bounds what a variable that %s can grow to', async (_case, env, lines) => {
    const { model, findings } = await loadFiles({ 'compose.yaml': `services: {a: {image: x}}\n${lines}`, '.env': env });

    expect(model).toBeUndefined();
    expect(findings.map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/grows? beyond \d+ characters/)]),
    );
  });

  it('tells how podman-compose differs for services without networks', async () => {
    const services = 'services: {a: {image: x}, b: {image: x, networks: [n]}, c: {image: x, network_mode: host}}';
    const { findings } = await loadFiles({ 'compose.yaml': `${services}\nnetworks: {n: }` });

    expect(findings).toMatchObject([{ level: 'info', code: 'not-podman-compose-like', subject: 'services.a' }]);
  });

  it('lists a bounded number of findings', async () => {
    const services = Array.from({ length: 1000 }, (_, index) => `  s${index}: {imag: x}`).join('\n');

    expect((await loadFiles({ 'compose.yaml': `services:\n${services}` })).findings).toHaveLength(300);
  });

  it('is told which of two names counts', async () => {
    const files = { 'compose.yaml': 'name: own\nservices: {a: {image: x}}', '.env': 'COMPOSE_PROJECT_NAME=other' };

    expect((await loadFiles(files)).findings).toMatchObject([{ level: 'info', attribute: 'name' }]);
  });
});
