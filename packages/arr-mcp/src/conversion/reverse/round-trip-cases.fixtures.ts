import { exampleEnv, exampleStack } from '../example-stack.fixtures.ts';
import { composeCase } from './round-trip.fixtures.ts';

/** The whole stack of the rule book. */
export const example = composeCase(exampleStack, { '/srv/stacks/media/.env': exampleEnv });

/** Every attribute that a Quadlet can say, in texts that are hard to write. */
export const everything = composeCase(String.raw`name: all
services:
  base:
    image: docker.io/library/base:1
    healthcheck: {disable: true}
    scale: 1
  app:
    image: quay.io/example/app@sha256:0123456789012345678901234567890123456789012345678901234567890123
    annotations: {note: "two  words", run: "x=\"y\" 100% $$HOME"}
    blkio_config: {weight: 300, device_read_bps: [{path: /dev/sda, rate: 12mb}], weight_device: [{path: /dev/sda, weight: 400}]}
    cap_add: [NET_ADMIN, SYS_TIME]
    cap_drop: [ALL]
    cgroup: host
    command: ["sh", "-c", "echo $$HOME; date +%F", "", ";", "a\nb", "--re=\\d+", "it's", "\"q\"", "#no"]
    container_name: my.app
    cpu_shares: 512
    cpus: "1.50"
    cpuset: 0-1
    depends_on:
      base: {condition: service_started, restart: true}
      job: {condition: service_completed_successfully}
      web: {condition: service_healthy, required: false}
    devices: ["/dev/dri:/dev/dri:rwm", "/dev/serial/by-id/a b:/dev/tty0"]
    dns: [1.1.1.1, "2606:4700::1111"]
    dns_opt: ["ndots:1"]
    dns_search: [lan, "."]
    entrypoint: ["/bin/tool", "--a", "b c", "", "$$x %h"]
    environment: {A: "yes", B: "0123", C: "22:22", D: "", E: "l1\nl2", F: " lead", G: "C:\\new", H: "pa$$word 50%h", I: "null", J: "~", K: "# x", L: "{\"a\": [1, 2]}", M: "!tag", N: "1e3", "on": "off"}
    expose: ["9000", "9100-9200/udp"]
    extra_hosts: ["h:10.0.0.1", "six:[::1]", "gw:host-gateway"]
    group_add: [video, "44"]
    healthcheck: {test: ["CMD", "curl", "-f", "http://x/?a=b c"], interval: 1m30s, timeout: 500ms, retries: 4, start_period: 2m, start_interval: 5s}
    hostname: box.lan
    init: true
    ipc: shareable
    labels: {"traefik.rule": "Host(\x60a.example\x60) && PathPrefix(\x60/x\x60)", re: "^/(.*)$$", empty: ""}
    logging: {driver: json-file, options: {max-size: 10m, tag: "{{.Name}}"}}
    mem_limit: 1g
    mem_reservation: 512m
    memswap_limit: -1
    networks:
      front: {aliases: [shop, www], ipv4_address: 10.9.0.5, mac_address: "02:42:ac:11:00:02"}
      back: {}
    oom_score_adj: 100
    pids_limit: 200
    platform: linux/arm64/v8
    ports: ["80", "127.0.0.1:53:53/udp", "[::1]:6000:6000", "3000-3005:3000-3005"]
    privileged: true
    pull_policy: missing
    read_only: true
    restart: on-failure:3
    secrets: [{source: kept, target: token, uid: "1000", mode: 0440}]
    security_opt: [no-new-privileges:true, "label:user:u", "label:type:t", "apparmor:unconfined", "seccomp:unconfined", "systempaths:unconfined"]
    shm_size: 64m
    stdin_open: true
    stop_grace_period: 1m30s
    stop_signal: SIGQUIT
    sysctls: {net.ipv4.ping_group_range: "0 2147483647"}
    tmpfs: ["/tmp:size=64m,mode=1777", /run]
    tty: true
    ulimits: {nofile: {soft: 1024, hard: 4096}, nproc: 65535}
    user: "1000:1000"
    userns_mode: keep-id:uid=1000,gid=1000
    volumes:
      - "./conf ig:/config:ro,z"
      - "/srv/100%:/x"
      - "~/music:/music:rshared"
      - "data:/data:nocopy"
      - "there:/there"
      - {type: volume, source: data, target: /sub, volume: {subpath: a/b}}
      - {type: image, source: docker.io/library/x:1, target: /img}
      - {type: bind, source: "/srv/a:b", target: /colon, read_only: true}
    working_dir: /app
  job:
    build: {context: ./job, dockerfile: Containerfile, target: prod, args: {V: "1 2"}, labels: {l: m}, no_cache: true, pull: true, platforms: [linux/arm64], secrets: [npmrc]}
    restart: "no"
    volumes_from: ["base:ro"]
  side:
    image: docker.io/library/side:1
    network_mode: service:app
    pid: service:app
    deploy: {restart_policy: {condition: any, delay: 5s, max_attempts: 3, window: 120s}}
  web:
    image: docker.io/library/web:1
    network_mode: host
    uts: host
    healthcheck: {test: "curl -f \"http://localhost/\"", interval: 5s}
    restart: always
    cgroup_parent: media.slice
  one:
    image: docker.io/library/one:1
    network_mode: none
    healthcheck: {test: [CMD, /check]}
    restart: on-failure
    deploy: {resources: {limits: {cpus: "0.5", memory: 512M, pids: 100}, reservations: {memory: 64m}}}
networks:
  front: {ipam: {config: [{subnet: 10.9.0.0/24, gateway: 10.9.0.1, ip_range: 10.9.0.128/25}]}, enable_ipv6: true, labels: {a: b}, driver_opts: {mtu: "1400"}}
  back: {internal: true, name: shared_back}
volumes:
  data: {driver_opts: {type: none, o: bind, device: /srv/data}, labels: {x: "y z"}}
  there: {external: true, name: out_there}
secrets:
  kept: {external: true, name: my_secret}
  npmrc: {file: ./npmrc}
`);

/** What comes back in another form, and so in another place of its file: the same lines in another order. */
export const reordered = composeCase(`name: other
services:
  app:
    image: docker.io/library/app:1
    volumes:
      - {type: tmpfs, target: /cache, tmpfs: {size: 1048576}}
      - {type: image, source: docker.io/library/x:1, target: /img}
      - data:/data
      - /kept
    tmpfs: /run
    secrets: [token]
    configs: [{source: written, target: /etc/app.conf}]
volumes:
  data: {}
secrets:
  token: {file: ./token.txt}
configs:
  written: {content: "a=1"}
`);
