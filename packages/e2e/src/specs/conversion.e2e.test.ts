import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { confirm, fail, succeed } from '../connect.ts';
import { type ContainerFacts, inspect } from '../inspect.ts';
import { shellInLab, tryInLab } from '../lab.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

const folder = '/opt/stacks/move';
const composeText = `name: move
x-restart: &restart
  restart: unless-stopped
services:
  db:
    image: localhost/healthcheck:1.0
    <<: *restart
    environment:
      POSTGRES_PASSWORD: \${DB_PASSWORD}
      MOTTO: say "hi" for 50%h & more
    healthcheck:
      test: ["CMD-SHELL", "wget -q -O /dev/null http://127.0.0.1:8080/ping || exit 1"]
      interval: 2s
      timeout: 3s
      retries: 4
      start_period: 1s
    volumes:
      - db:/var/lib/db
  sonarr:
    image: lscr.io/linuxserver/sonarr:4.0.14
    <<: *restart
    depends_on:
      db:
        condition: service_healthy
    env_file: sonarr.env
    ports:
      - "127.0.0.1:28989:8989"
    volumes:
      - ./sonarr:/config
      - /media-server/tv:/tv:ro
    networks:
      default:
        aliases: [tv]
    labels:
      traefik.http.routers.tv.rule: Host(\`tv.example\`) && PathPrefix(\`/x\`)
    cap_drop: [NET_RAW]
    ulimits:
      nofile: { soft: 1024, hard: 2048 }
    shm_size: 32m
  radarr:
    image: lscr.io/linuxserver/radarr:5.22.4
    <<: *restart
    depends_on: [sonarr]
    hostname: films
    volumes:
      - radarr:/config
    networks: [default, back]
    stop_grace_period: 5s
    read_only: true
    tmpfs: /run/films
  worker:
    image: localhost/busybox:1.0
    <<: *restart
    command: ["sh", "-c", "echo \\"$$HOME costs 100% of $\${X:-it}\\"; exec sleep 3600"]
    user: "911:911"
    working_dir: /tmp
    init: false
    stop_signal: SIGKILL
    extra_hosts: ["films.example:192.0.2.7"]
  probe:
    image: localhost/busybox:1.0
    <<: *restart
    network_mode: service:sonarr
    depends_on: [sonarr]
    environment: [STUB_PORT=18999]
    volumes: []
networks:
  default: {}
  back:
    internal: true
volumes:
  db:
  radarr:
    name: films-config
`;
const services = ['db', 'sonarr', 'radarr', 'worker', 'probe'] as const;

async function inspectAll(nameOf: (service: string) => string): Promise<Record<string, ContainerFacts>> {
  const facts = await Promise.all(services.map(async (service) => [service, await inspect(nameOf(service))] as const));
  return Object.fromEntries(facts);
}

describe.skipIf(hasNoMediaHost)('a stack that moves from compose to Quadlets', () => {
  const story = useStory();
  let before: Record<string, ContainerFacts> = {};
  beforeAll(async () => {
    await shellInLab(`mkdir -p ${folder}/sonarr && cat > ${folder}/compose.yaml`, { input: composeText });
    await shellInLab(`cat > ${folder}/.env`, { input: "DB_PASSWORD='p%d$x'\n" });
    await shellInLab(`cat > ${folder}/sonarr.env`, { input: 'PUID=1001\nTZ=Europe/Berlin\nNOTE=a b # c\n' });
  });
  afterAll(async () => {
    await tryInLab(['bash', '-c', 'systemctl --user stop move-*.service; rm -f ~/.config/containers/systemd/move-*']);
    await tryInLab(['systemctl', '--user', 'daemon-reload']);
    await tryInLab(['bash', '-c', `cd ${folder} && podman-compose down -v; rm -rf ${folder}`]);
    await tryInLab([
      'bash',
      '-c',
      'podman volume rm -f move_db films-config; podman network rm -f move_default move_back',
    ]);
  });

  it('runs with compose at first', async () => {
    expect(await succeed(story.connection, 'stack_up', { stack: 'move' })).toMatchObject({
      health: 'healthy',
      running: 5,
    });
    before = await inspectAll((service) => `move_${service}_1`);
    await shellInLab("podman exec move_db_1 sh -c 'echo kept > /var/lib/db/row'");
  });

  it('is turned into Quadlets that the real generator accepts, with an account of every key', async () => {
    const answer = await succeed(story.connection, 'compose_to_quadlets', { stack: 'move' });
    expect(answer).toMatchObject({ check: { valid: true } });
    expect(answer['files']).toEqual(
      expect.arrayContaining([...services.map((service) => `move-${service}.container`), 'move-db.volume']),
    );
    expect(await shellInLab(`ls ${folder}/quadlets`)).toContain('move-sonarr.container');
  });

  it('stays as it is as long as nobody agreed', async () => {
    const preview = await succeed(story.connection, 'quadlets_install', { stack: 'move' });
    expect(preview).toMatchObject({ status: 'confirmation_required' });
    expect(preview['summary']).toMatch(/Installs .*move-sonarr\.container.*compose containers .*move_sonarr_1/s);
    expect(await shellInLab('ls ~/.config/containers/systemd')).not.toContain('move-');
  });

  it('is started by systemd after consent, each service healthy', async () => {
    const answer = await confirm(story.connection, 'quadlets_install', { stack: 'move' });
    expect(answer).toMatchObject({ ok: true, units: expect.arrayContaining(['move-sonarr.service']) as unknown });
    expect(await shellInLab(`podman ps -a --format '{{.Names}}'`)).not.toContain('move_sonarr_1');
  });

  it.each(services)('gives %s the container that compose gave it', async (service) => {
    expect(await inspect(`move-${service}`)).toEqual(before[service]);
  });

  it('keeps the data of its volumes', async () => {
    expect(await shellInLab('podman exec move-db cat /var/lib/db/row')).toBe('kept');
  });

  it('is known as the same stack', async () => {
    expect(await succeed(story.connection, 'stack_get', { stack: 'move' })).toMatchObject({
      kind: 'quadlet',
      health: 'healthy',
      services: 5,
    });
    expect((await fail(story.connection, 'compose_write', { stack: 'move', content: 'services: {}\n' })).code).toBe(
      'refused',
    );
  });

  it('tells what it would be as a compose file again', async () => {
    const answer = await succeed(story.connection, 'quadlets_to_compose', { stack: 'move' });
    const text = await shellInLab(`cat ${String(answer['file'])}`);
    expect(text).toContain('network_mode: service:sonarr');
    expect((await tryInLab(['podman-compose', '-f', String(answer['file']), 'config'])).exitCode).toBe(0);
  });

  it('goes back to compose with one call', async () => {
    const answer = await confirm(story.connection, 'quadlets_install', { stack: 'move', action: 'back' });
    expect(answer).toMatchObject({ ok: true });
    expect(await shellInLab('ls ~/.config/containers/systemd')).not.toContain('move-');
    expect(await inspectAll((service) => `move_${service}_1`)).toEqual(before);
    expect(await shellInLab('podman exec move_db_1 cat /var/lib/db/row')).toBe('kept');
  });
});
