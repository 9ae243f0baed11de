import type { QuadletInfo, UnitState } from '@arr-mcp/helper-protocol';

import { type Status, type StatusSources, collectStatus } from '../domain/collect-status.ts';
import { AppError } from '../errors.ts';
import type { Disk } from '../files/disk-usage.ts';
import type { Container } from '../runtime/container.ts';

export interface FakeHost {
  /** stack -> text of its compose file */
  readonly stacks?: Readonly<Record<string, string>>;
  readonly containers?: readonly Container[];
  readonly units?: readonly UnitState[];
  readonly quadlets?: readonly QuadletInfo[];
  readonly disks?: readonly Disk[];
}

export const testTime = Date.parse('2026-03-01T12:00:00Z');

/** The outside of the status: what runtime, helper, stacks directory and disks of a host answer. */
export function fakeSources(host: FakeHost = {}): StatusSources {
  const { stacks = {}, containers = [], units = [], quadlets = [], disks = [] } = host;
  const done = { ok: true as const, output: '', exit_code: 0 };
  const answers = { systemd_list: { ...done, units }, quadlet_list: { ...done, quadlets } };
  return {
    runtime: {
      list: async () => [...containers],
      info: async () => ({ kind: 'podman', version: '5.4.2', rootless: true, socketPath: '/run/podman.sock' }),
    },
    helper: {
      // One table for operations of different types, of which the status asks these two.
      call: (async (name: keyof typeof answers) => answers[name]) as StatusSources['helper']['call'],
      health: async () => ({
        ok: true,
        version: '0.1.0',
        protocol: 1,
        compose: ['podman-compose'],
        systemd: true,
        quadlet: true,
      }),
    },
    stacks: {
      list: async () => Object.keys(stacks).map((name) => toFolder(name)),
      read: async (name) => {
        const text = stacks[name];
        if (text === undefined) throw new AppError('not_found', `no stack named ${name}`);
        return { stack: toFolder(name), text };
      },
    },
    disks: { list: async () => [...disks] },
  };
}

export async function fakeStatus(host: FakeHost = {}, broken: Partial<StatusSources> = {}): Promise<Status> {
  return collectStatus({ ...fakeSources(host), ...broken }, { now: testTime });
}

export function fakeContainer(facts: Partial<Container> & Pick<Container, 'name'>): Container {
  return {
    id: `id-of-${facts.name}`,
    image: `docker.io/library/${facts.name}:1.0`,
    state: 'running',
    startedAt: '2026-03-01T09:00:00Z',
    ports: [],
    isInfra: false,
    ...facts,
  };
}

export function fakeUnit(facts: Partial<UnitState> & Pick<UnitState, 'unit'>): UnitState {
  return { description: facts.unit, load: 'loaded', active: 'active', sub: 'running', ...facts };
}

function toFolder(name: string) {
  // Names of tests are written by hand and need no check.
  const stackName = name as Awaited<ReturnType<StatusSources['stacks']['list']>>[number]['name'];
  return { name: stackName, path: `/opt/stacks/${name}`, composeFile: 'compose.yaml' as const };
}
