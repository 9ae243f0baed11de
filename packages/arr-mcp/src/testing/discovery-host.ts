import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { StandIn } from '@arr-mcp/demo-stack';

import { ChangeHistory } from '../domain/change-history.ts';
import { checkChangedFile } from '../domain/check-stack-files.ts';
import { ServiceDiscovery } from '../domain/services/service-discovery.ts';
import { AppError } from '../errors.ts';
import { ChangeableFiles } from '../files/changeable-files.ts';
import { FileScope } from '../files/file-scope.ts';
import { resolveLinks } from '../files/resolve-links.ts';
import { StackDirectory } from '../files/stack-directory.ts';
import type { ContainerDetails } from '../runtime/container.ts';
import type { ServiceFetch } from '../services/connection/service-fetch.ts';
import { createProbe } from '../services/probe/probe-service.ts';
import { serviceCatalog } from '../services/service-catalog.ts';
import type { KnownService } from '../services/service-instance.ts';
import { ServiceRegistry } from '../services/service-registry.ts';
import { ChangeStore } from '../storage/change-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';
import { openServiceConfigs } from '../tools/services/open-service-configs.ts';
import { containerDetails } from './containers.ts';

export interface HostOptions {
  /** what the settings name */
  readonly settings?: readonly KnownService[];
  readonly discover?: boolean;
  readonly inContainer?: boolean;
}

const uid = process.getuid?.() ?? 0;

/** A host with containers, folders of services, and stand-ins at addresses such as `127.0.0.1:8989`. */
export class DiscoveryHost {
  readonly root = mkdtempSync(join(tmpdir(), 'arr-mcp-host-'));
  readonly containers: ContainerDetails[] = [];
  /** every address that was asked, in order */
  readonly asked: string[] = [];
  hasRuntime = true;
  readonly #servers = new Map<string, StandIn>();
  readonly #scopes = {
    stacks: this.path('stacks'),
    media: this.path('media'),
    services: this.path('services'),
    logs: this.path('logs'),
  };

  constructor() {
    for (const path of Object.values(this.#scopes)) mkdirSync(path);
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** Writes a file and the folders around it; its path. */
  write(name: string, content: string): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Runs a container of an image; `mounts` are folders of the host. */
  run(name: string, facts: Partial<ContainerDetails> & { readonly folders?: readonly string[] } = {}): void {
    const { folders = [], ...rest } = facts;
    const mounts = folders.map((folder) => ({
      type: 'bind',
      source: this.path(folder),
      target: '/c',
      readOnly: false,
    }));
    const image = `lscr.io/linuxserver/${name}:latest`;
    this.containers.push(containerDetails({ id: `id-${name}`, name, image, mounts, ...rest }));
  }

  listen(place: string, standIn: StandIn): void {
    this.#servers.set(place, standIn);
  }

  readonly fetch: ServiceFetch = async (url, init) => {
    const { host } = new URL(url);
    this.asked.push(host);
    const server = this.#servers.get(host);
    if (server !== undefined) return server.fetch(new Request(url, init));
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
  };

  readonly runtime = {
    list: async () => Promise.resolve([...this.#containers()]),
    get: async (id: string) => {
      const found = this.#containers().find((each) => each.id === id);
      if (found === undefined) throw new AppError('not_found', `no container ${id}`);
      return Promise.resolve(found);
    },
  };

  /** What arr-mcp works with on this host. */
  open({ settings = [], discover = false, inContainer = false }: HostOptions = {}) {
    const registry = new ServiceRegistry({ settings, stored: () => [], fetch: this.fetch });
    const configFiles = openServiceConfigs({ directory: this.#scopes.services, uid, closed: [] });
    const probe = createProbe(this.fetch, 1000);
    const files = new FileScope(this.#scopes, uid);
    const discovery = new ServiceDiscovery({
      runtime: this.runtime,
      files,
      configs: configFiles,
      directory: this.#scopes.services,
      catalog: serviceCatalog,
      probe,
      registry,
      readsKeys: discover,
      findViewpoint: async () =>
        Promise.resolve({ inContainer, hostAddresses: inContainer ? ['169.254.1.2'] : ['127.0.0.1'] }),
    });
    return { services: registry, configFiles, probe, discovery, files, ...this.#openChanges(files, configFiles) };
  }

  /** Stacks, and a history of changes as the server has it. */
  #openChanges(files: FileScope, configFiles: ReturnType<typeof openServiceConfigs>) {
    const stacks = new StackDirectory(this.#scopes.stacks, uid);
    const helper = { call: async () => Promise.reject(new AppError('unavailable', 'the helper does not answer')) };
    const changes = new ChangeHistory({
      store: new ChangeStore(openStateDatabase(':memory:')),
      files: new ChangeableFiles(files, configFiles),
      helper,
      check: checkChangedFile({ stacks, files, resolveLinks, allowHostAccess: false }),
    });
    return { stacks, helper, changes, runtime: this.runtime };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #containers(): readonly ContainerDetails[] {
    if (this.hasRuntime) return this.containers;
    throw new AppError('unavailable', 'no container runtime was found');
  }
}

/** `config.xml` of an *arr. */
export function arrConfig(apiKey: string, settings: Readonly<Record<string, string>> = {}): string {
  const all = { BindAddress: '*', Port: '8989', EnableSsl: 'False', ApiKey: apiKey, UrlBase: '', ...settings };
  const lines = Object.entries(all).map(([name, value]) => `  <${name}>${value}</${name}>\n`);
  return `<Config>\n${lines.join('')}</Config>\n`;
}

/** A port of a container that is published under the same number, or another one. */
export function published(containerPort: number, hostPort = containerPort): ContainerDetails['ports'] {
  return [{ containerPort, protocol: 'tcp', hostPort }];
}
