import { z } from 'zod';

import { BaseServiceClient } from '../base-service-client.ts';
import type { ServiceConnection } from '../connection/service-connection.ts';
import { type ArrVersion, arrCalls } from './arr-calls.ts';
import { Command, HealthFinding, Provider, ProviderTest, SystemStatus, Tag } from './arr-schemas.ts';

export type ProviderKind = 'download client' | 'indexer' | 'notification';

const versions = { v1: arrCalls('v1'), v3: arrCalls('v3') };

/** What Sonarr, Radarr, Lidarr and Prowlarr share. */
export abstract class ArrClient extends BaseServiceClient {
  readonly #apiKey: string;
  readonly #calls: ReturnType<typeof arrCalls<ArrVersion>>;

  constructor(connection: ServiceConnection, signal: AbortSignal, { apiKey, version }: ArrFacts) {
    super(connection, signal);
    this.#apiKey = apiKey;
    this.#calls = versions[version];
  }

  protected override headers(): Readonly<Record<string, string>> {
    return { 'X-Api-Key': this.#apiKey };
  }

  async status(): Promise<SystemStatus> {
    return this.call(this.#calls.status, SystemStatus);
  }

  /** What the service itself finds wrong; empty when all is well. */
  async health(): Promise<HealthFinding[]> {
    return this.call(this.#calls.health, z.array(HealthFinding));
  }

  async tags(): Promise<Tag[]> {
    return this.call(this.#calls.tags, z.array(Tag));
  }

  /** Starts a command, such as `RefreshSeries`; it runs on after the answer. */
  async runCommand(name: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<Command> {
    return this.call(this.#calls.command, Command, { body: { name, ...parameters } });
  }

  async command(id: number): Promise<Command> {
    return this.call(this.#calls.oneCommand, Command, { params: { id } });
  }

  /** What is set up of a kind; its fields hold secrets, which are for nobody's answer. */
  async providers(kind: ProviderKind): Promise<Provider[]> {
    return this.call(this.#calls[listCalls[kind]], z.array(Provider));
  }

  /** Lets the service test all of a kind from where it stands. */
  async testProviders(kind: ProviderKind): Promise<ProviderTest[]> {
    return this.call(this.#calls[testCalls[kind]], z.array(ProviderTest));
  }
}

export interface ArrFacts {
  readonly apiKey: string;
  readonly version: ArrVersion;
}

const listCalls = {
  'download client': 'downloadClients',
  indexer: 'indexers',
  notification: 'notifications',
} as const;

const testCalls = {
  'download client': 'testDownloadClients',
  indexer: 'testIndexers',
  notification: 'testNotifications',
} as const;
