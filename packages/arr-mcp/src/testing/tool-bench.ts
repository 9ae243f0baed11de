import { pino } from 'pino';

import { JobRunner } from '../jobs/job-runner.ts';
import { allScopes } from '../scopes.ts';
import { type AuditEntry, AuditStore } from '../storage/audit-store.ts';
import { CredentialStore } from '../storage/credential-store.ts';
import { ServiceRegistry } from '../services/service-registry.ts';
import { JobStore } from '../storage/job-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';
import { ConfirmationTokens } from '../tools/confirmation-tokens.ts';
import { loadTools } from '../tools/load-tools.ts';
import { ReleaseHandles } from '../tools/release-handles.ts';
import { type OperatorPolicy, type RequestProfile, selectTools } from '../tools/select-tools.ts';
import { ToolCaller, type ToolLimits } from '../tools/tool-caller.ts';
import type { Caller, ToolServices } from '../tools/tool-context.ts';

/** What a test hands in; a tool that reaches for anything else fails its test. */
export interface FakeServices {
  readonly runtime?: Partial<ToolServices['runtime']>;
  readonly helper?: object;
  readonly stacks?: Partial<ToolServices['stacks']>;
  readonly disks?: ToolServices['disks'];
  readonly files?: Partial<ToolServices['files']>;
  readonly changes?: Partial<ToolServices['changes']>;
  readonly allowHostAccess?: boolean;
  readonly services?: ToolServices['services'];
  /** absent: nothing is stored, and nothing can be */
  readonly credentials?: ToolServices['credentials'];
  readonly configFiles?: ToolServices['configFiles'];
  readonly discovery?: ToolServices['discovery'];
  readonly probe?: ToolServices['probe'];
  readonly releases?: ToolServices['releases'];
}

export interface BenchOptions {
  readonly policy?: OperatorPolicy;
  readonly profile?: RequestProfile;
  readonly caller?: Caller;
  readonly limits?: Partial<ToolLimits>;
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

export const testCaller: Caller = { id: 'key:test', name: 'test', scopes: allScopes };
export const everything: OperatorPolicy = { toolsets: ['full'], readOnly: false };

/** Calls tools as the server does, on fakes of what lies outside. */
export class ToolBench {
  readonly jobs: JobRunner;
  readonly #audit: AuditStore;
  readonly #services: ToolServices;

  constructor(fakes: FakeServices = {}) {
    const database = openStateDatabase(':memory:');
    this.#audit = new AuditStore(database);
    this.jobs = new JobRunner(new JobStore(database));
    // The proxies stand for whole interfaces of which a test gives the part that it means.
    this.#services = {
      runtime: strict('runtime', fakes.runtime),
      helper: strict('helper', fakes.helper),
      stacks: strict('stacks', fakes.stacks),
      disks: strict('disks', fakes.disks),
      files: strict('files', fakes.files),
      changes: strict('changes', fakes.changes),
      audit: this.#audit,
      services: fakes.services ?? new ServiceRegistry({ settings: [], stored: () => [], fetch: noFetch }),
      credentials: fakes.credentials ?? new CredentialStore({ dataDir: '/nonexistent', secret: undefined }),
      configFiles: strict('configFiles', fakes.configFiles),
      discovery: strict('discovery', fakes.discovery),
      probe: fakes.probe ?? noProbe,
      resolveLinks: (path: string) => path,
      allowHostAccess: fakes.allowHostAccess ?? false,
      jobs: this.jobs,
      confirmations: new ConfirmationTokens(),
      releases: fakes.releases ?? new ReleaseHandles(),
    } as ToolServices;
  }

  async call(name: string, args: object = {}, options: BenchOptions = {}): Promise<Record<string, unknown>> {
    const { policy = everything, profile, caller = testCaller, limits, onProgress } = options;
    const catalog = selectTools(loadTools(), policy, { ...profile, caller });
    const tool = catalog.allowed.get(name);
    if (tool === undefined) throw new Error(`${name} is not allowed here`);
    const log = pino({ level: 'silent' });
    const toolCaller = new ToolCaller({
      services: this.#services,
      audit: this.#audit,
      log,
      ...(limits === undefined ? {} : { limits }),
    });
    const signal = options.signal ?? new AbortController().signal;
    const answer = await toolCaller.call({
      tool,
      args,
      caller,
      catalog,
      signal,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    return { ...answer };
  }

  /** Calls a destructive tool twice: for the preview, and with its token. */
  async confirm(
    name: string,
    args: object,
  ): Promise<{ preview: Record<string, unknown>; done: Record<string, unknown> }> {
    const preview = await this.call(name, args);
    return { preview, done: await this.call(name, { ...args, confirmation_token: preview['confirmation_token'] }) };
  }

  /** The audit, oldest entry first. */
  audit(): AuditEntry[] {
    return this.#audit.list(100).toReversed();
  }
}

async function noProbe(): Promise<never> {
  throw new Error('the test gives no probe');
}

async function noFetch(url: string): Promise<never> {
  throw new Error(`the test has no service at ${url}`);
}

function strict(part: string, given: object = {}): object {
  return new Proxy(given, {
    get(target, name) {
      if (!(name in target)) throw new Error(`the test gives no ${part}.${String(name)}`);
      const value: unknown = Reflect.get(target, name);
      // A real part reaches for private fields, which the proxy does not have.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
