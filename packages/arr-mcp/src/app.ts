import { join } from 'node:path';

import type { Config } from './config/config.ts';
import { SettingsError } from './config/read-settings.ts';
import { ChangeHistory } from './domain/change-history.ts';
import { checkChangedFile } from './domain/check-stack-files.ts';
import { ServiceDiscovery } from './domain/services/service-discovery.ts';
import { ChangeableFiles } from './files/changeable-files.ts';
import { DiskUsage } from './files/disk-usage.ts';
import { FileScope } from './files/file-scope.ts';
import { resolveLinks } from './files/resolve-links.ts';
import { StackDirectory } from './files/stack-directory.ts';
import { HelperClient } from './helper/helper-client.ts';
import { JobRunner } from './jobs/job-runner.ts';
import type { Logger } from './logger.ts';
import { instructionsFor } from './mcp/instructions.ts';
import { ToolRegistry } from './mcp/registry.ts';
import { SessionFactory } from './mcp/session-factory.ts';
import { LazyRuntime } from './runtime/lazy-runtime.ts';
import { VisibleContainers } from './runtime/visible-containers.ts';
import { readCertificates } from './files/read-certificates.ts';
import { createServiceFetch } from './services/connection/service-fetch.ts';
import { createProbe } from './services/probe/probe-service.ts';
import { serviceCatalog } from './services/service-catalog.ts';
import { ServiceRegistry } from './services/service-registry.ts';
import { AuditStore } from './storage/audit-store.ts';
import { ChangeStore } from './storage/change-store.ts';
import { CredentialStore } from './storage/credential-store.ts';
import { JobStore } from './storage/job-store.ts';
import { GrantStore } from './storage/grant-store.ts';
import { KeyStore } from './storage/key-store.ts';
import { OAuthStore } from './storage/oauth-store.ts';
import { openStateDatabase } from './storage/state-database.ts';
import { TokenStore } from './storage/token-store.ts';
import { ConfirmationTokens } from './tools/confirmation-tokens.ts';
import { loadTools } from './tools/load-tools.ts';
import { findPolicyProblems } from './tools/policy-problems.ts';
import { ReleaseHandles } from './tools/release-handles.ts';
import { findViewpoint } from './tools/services/find-viewpoint.ts';
import { openServiceConfigs } from './tools/services/open-service-configs.ts';
import { type Toolset, serviceOf } from './tools/toolsets.ts';
import { type ToolCallRecord, ToolCaller } from './tools/tool-caller.ts';
import type { ToolServices } from './tools/tool-context.ts';

export interface App {
  readonly sessions: SessionFactory;
  readonly services: ToolServices;
  readonly keys: KeyStore;
  readonly oauth: { readonly artifacts: OAuthStore; readonly grants: GrantStore };
  /**
   * Settles what an earlier server left behind: jobs, and changes it was in the middle of. To be called once the port is
   * ours, so that there is no other.
   */
  recover(): Promise<void>;
  /** Ends what still runs and closes the state database. */
  close(): Promise<void>;
}

// The start waits no longer than this for what runs here to be looked at, each service for no longer than that.
const discoveryLimitMs = 2000;
const probeLimitMs = 1500;

// A job that does not heed its signal does not hold the process.
const jobsEndLimitMs = 1500;

export interface AppParts {
  readonly config: Config;
  readonly log: Logger;
  /** told of every tool call */
  readonly observe: (record: ToolCallRecord) => void;
}

/**
 * Builds everything out of the configuration. Opens the state database and nothing else: no runtime, helper or
 * service need be there, and no port is taken.
 * @throws AppError when the state database cannot be used, SettingsError for a toolset that does not exist
 */
export async function createApp({ config, log, observe }: AppParts): Promise<App> {
  const tools = loadTools();
  const problems = findPolicyProblems(config.tools, tools);
  if (problems.length > 0) throw new SettingsError(problems);
  const database = openStateDatabase(join(config.dataDir, 'state.db'));
  const jobStore = new JobStore(database);
  const runtime = new LazyRuntime(config.runtime);
  const audit = new AuditStore(database);
  const files = new FileScope(config.scopes, config.runtime.uid, [config.dataDir]);
  const stacks = new StackDirectory(config.scopes.stacks, config.runtime.uid);
  const helper = new HelperClient(config.helper.socketPath);
  const configFiles = openServiceConfigs({
    directory: config.scopes.services,
    uid: config.runtime.uid,
    closed: [config.dataDir],
  });
  const changes = new ChangeHistory({
    store: new ChangeStore(database),
    files: new ChangeableFiles(files, configFiles),
    helper,
    check: checkChangedFile({ stacks, files, resolveLinks, allowHostAccess: config.allowHostAccess }),
  });
  const jobs = new JobRunner(jobStore);
  const { caFile, proxy } = config.services;
  const fetch = createServiceFetch({ ...readCertificates(caFile), proxy, loopbackOnly: config.demo });
  const credentials = openCredentials(config, log);
  const known = { settings: config.services.known, stored: () => credentials.list() };
  const tokens = new TokenStore(credentials, config.dataDir);
  const registry = new ServiceRegistry({ ...known, fetch, tokens });
  const visible = new VisibleContainers(runtime, (origin) => stacks.isForeign(origin));
  const probe = createProbe(fetch, probeLimitMs);
  const discovery = new ServiceDiscovery({
    runtime: visible,
    files,
    configs: configFiles,
    directory: config.scopes.services,
    catalog: serviceCatalog,
    probe,
    registry,
    readsKeys: config.services.discover,
    findViewpoint,
  });
  // Before the list of tools is made, which stays as it is from then on.
  await discovery.scan(AbortSignal.timeout(discoveryLimitMs));
  const services = createServices(config, {
    runtime: visible,
    helper,
    stacks,
    files,
    changes,
    audit,
    jobs,
    services: registry,
    credentials,
    configFiles,
    discovery,
    probe,
  });
  const toolCaller = new ToolCaller({
    services,
    audit,
    log: log.child({ component: 'tools' }),
    observe,
  });
  const sessions = new SessionFactory(
    {
      registry: new ToolRegistry(tools, ({ toolset }) => hasSeveral(registry, toolset)),
      toolCaller,
      instructions: instructionsFor(config.demo),
    },
    {
      ...config.tools,
      services: new Set(registry.list().flatMap((each) => (each.missing.length === 0 ? [each.service] : []))),
    },
  );
  return {
    sessions,
    services,
    keys: new KeyStore(database),
    oauth: { artifacts: new OAuthStore(database), grants: new GrantStore(database) },
    async recover() {
      jobStore.interruptRunning();
      await changes.recover();
    },
    async close() {
      await services.jobs.close(jobsEndLimitMs);
      runtime.close();
      // What is asked for now comes only once: it is waited for, as long as a request may take.
      await tokens.settled();
      await fetch.close();
      database.close();
    },
  };
}

// What is stored may be unreadable: everything else goes on without it.
function openCredentials({ dataDir, services }: Config, log: Logger): CredentialStore {
  const credentials = new CredentialStore({ dataDir, secret: services.secret });
  const problem = credentials.problem();
  if (problem !== undefined)
    log.warn({ problem: problem.message, hint: problem.hint }, 'stored credentials are not used');
  return credentials;
}

type OwnParts = 'disks' | 'resolveLinks' | 'allowHostAccess' | 'confirmations' | 'releases';

function createServices(config: Config, shared: Omit<ToolServices, OwnParts>): ToolServices {
  const { stacks, media } = config.scopes;
  return {
    ...shared,
    disks: new DiskUsage({ stacks, media, data: config.dataDir }),
    resolveLinks,
    allowHostAccess: config.allowHostAccess,
    confirmations: new ConfirmationTokens(),
    releases: new ReleaseHandles(),
  };
}

function hasSeveral(registry: ServiceRegistry, toolset: Toolset): boolean {
  const service = serviceOf(toolset);
  return service !== undefined && registry.instances(service).length > 1;
}
