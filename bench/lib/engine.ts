import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StandInEngine {
  readonly socketPath: string;
  /** how often the list of containers was asked for */
  lists(): number;
  close(): void;
}

/** A Podman that only lists: as many containers as wanted, whose times change from answer to answer as real ones do. */
export async function startEngine(containers: number): Promise<StandInEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'engine-bench-'));
  const socketPath = join(folder, 'podman.sock');
  let lists = 0;
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    if (url.includes('/containers/json')) {
      lists += 1;
      response.end(JSON.stringify(Array.from({ length: containers }, (_, index) => podmanContainer(index, lists))));
    } else response.end(url.includes('/info') ? info : version);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    lists: () => lists,
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
    },
  };
}

const version = JSON.stringify({
  Components: [{ Name: 'Podman Engine', Version: '5.4.2' }],
  Version: '5.4.2',
  ApiVersion: '1.41',
});
const info = JSON.stringify({
  MemTotal: 2 ** 34,
  NCPU: 4,
  SecurityOptions: ['name=rootless'],
  host: { security: { rootless: true } },
});

// The shape of `libpod/containers/json`, with about as much in it as a container of a media stack has.
function podmanContainer(index: number, tick: number): object {
  const id = index.toString(16).padStart(64, '0');
  return {
    AutoRemove: false,
    Command: ['/init'],
    Created: '2026-01-01T00:00:00Z',
    CreatedAt: '',
    CIDFile: '',
    Exited: false,
    ExitedAt: -62_135_596_800,
    ExitCode: 0,
    Id: id,
    Image: `lscr.io/linuxserver/app${index}:latest`,
    ImageID: id,
    IsInfra: false,
    Labels: {
      'com.docker.compose.project': 'media',
      'com.docker.compose.service': `app${index}`,
      'org.opencontainers.image.title': 'app',
    },
    Mounts: ['/config', '/data'],
    Names: [`app${index}`],
    Namespaces: {},
    Networks: ['media_default'],
    Pid: 1000 + index,
    Pod: '',
    PodName: '',
    Ports: [{ host_ip: '', container_port: 8000 + index, host_port: 18_000 + index, range: 1, protocol: 'tcp' }],
    Restarts: 0,
    Size: null,
    StartedAt: 1_767_225_600,
    State: 'running',
    Status: `Up ${tick} seconds`,
  };
}
