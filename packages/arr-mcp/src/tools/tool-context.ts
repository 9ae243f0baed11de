import type { Changes } from '../domain/change-types.ts';
import type { ServiceDiscovery } from '../domain/services/service-discovery.ts';
import type { DiskUsage } from '../files/disk-usage.ts';
import type { UserFiles } from '../files/file-types.ts';
import type { ServiceConfigFiles } from '../files/service-config-files.ts';
import type { StackDirectory } from '../files/stack-directory.ts';
import type { HelperClient } from '../helper/helper-client.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { ContainerRuntime } from '../runtime/container-runtime.ts';
import type { Scope } from '../scopes.ts';
import type { ServiceConfig } from '../services/config-file/service-config.ts';
import type { ProbeService } from '../services/probe/probe-service.ts';
import type { ServiceRegistry } from '../services/service-registry.ts';
import type { AuditStore } from '../storage/audit-store.ts';
import type { CredentialStore } from '../storage/credential-store.ts';
import type { ConfirmationTokens } from './confirmation-tokens.ts';
import type { Tool } from './define-tool.ts';
import type { ReleaseHandles } from './release-handles.ts';
import type { ToolCatalog } from './tool-catalog.ts';

/** Who calls: a key's or a grant's stable id and its name for people. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  /** with all that they include: made by expandScopes */
  readonly scopes: ReadonlySet<Scope>;
  /** the toolsets that a key is bound to; absent: all */
  readonly toolsets?: readonly string[];
}

/** What a handler may use; the same for every call. */
export interface ToolServices {
  readonly runtime: ContainerRuntime;
  readonly helper: Pick<HelperClient, 'call' | 'health'>;
  readonly stacks: Pick<StackDirectory, 'list' | 'find' | 'read'>;
  readonly disks: Pick<DiskUsage, 'list'>;
  readonly files: UserFiles;
  readonly changes: Changes;
  readonly audit: Pick<AuditStore, 'list'>;
  readonly services: Pick<ServiceRegistry, 'list' | 'givenTokens' | 'instances' | 'client'>;
  readonly credentials: Pick<CredentialStore, 'list' | 'find' | 'problem' | 'obstacle' | 'set' | 'delete'>;
  /** the services' own configuration files: their facts, and changes of single settings */
  readonly configFiles: Pick<ServiceConfigFiles<ServiceConfig>, 'edit'>;
  readonly discovery: Pick<ServiceDiscovery, 'scan'>;
  readonly probe: ProbeService;
  /** a path without its links, as far as it is there */
  readonly resolveLinks: (path: string) => string;
  /** the operator's switch: compose files may ask for what gives a container the host */
  readonly allowHostAccess: boolean;
  readonly jobs: JobRunner;
  readonly confirmations: ConfirmationTokens;
  readonly releases: Pick<ReleaseHandles, 'keep' | 'find'>;
}

/** What one call adds. */
export interface ToolContext extends ToolServices {
  readonly caller: Caller;
  /** aborts when the caller leaves, the job is cancelled or the time is up; hand it to every outside call */
  readonly signal: AbortSignal;
  /** one line on how far a long call has come */
  readonly progress: (line: string) => void;
  /** the tools that this caller may call */
  readonly catalog: ToolCatalog;
  /** runs another tool for the same caller, with everything that a direct call goes through */
  readonly callTool: (tool: Tool, args: unknown) => Promise<object>;
}
