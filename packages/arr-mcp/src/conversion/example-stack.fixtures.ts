/** The whole stack of the rule book, §19.1. */
export const exampleStack = `name: media
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
    restart: unless-stopped
  db:
    image: example/postgres:16.3
    environment:
      POSTGRES_PASSWORD: \${DB_PASS}
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U $\${POSTGRES_USER:-postgres}"]
      interval: 10s
      retries: 5
    volumes: ["pg:/var/lib/postgresql/data"]
    restart: unless-stopped
  app:
    image: example/app:1.2
    depends_on:
      db: {condition: service_healthy}
    networks:
      default: {aliases: [web]}
volumes:
  downloads: {}
  pg: {name: shared_pg}
`;

/** The .env beside it. */
export const exampleEnv = "CONFIG=/srv/config\nDB_PASS='p%d$x'\n";
