import type { z } from 'zod';

import { Config, Network, Secret, Volume } from './compose-schema/resources.ts';
import { Service, type WrittenService } from './compose-schema/service.ts';
import type { LoadJournal } from './load-journal.ts';
import { type RawMap, emptyMap, isRawMap, mapOf } from './raw-tree.ts';

/** A project in long form as it is written: nothing is resolved, and nothing is left out. */
export interface WrittenProject {
  readonly services: Readonly<Record<string, WrittenService>>;
  readonly networks: Readonly<Record<string, z.output<typeof Network>>>;
  readonly volumes: Readonly<Record<string, z.output<typeof Volume>>>;
  readonly secrets: Readonly<Record<string, z.output<typeof Secret>>>;
  readonly configs: Readonly<Record<string, z.output<typeof Config>>>;
}

const serviceName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}$/;
const resourceName = /^[A-Za-z0-9._-]{1,200}$/;

/** Reads the tree with the schemas of its sections; every problem of every section is told. */
export function readProject(tree: RawMap, journal: LoadJournal): WrittenProject {
  const project = {
    services: readSection('services', Service, { tree, journal }),
    networks: readSection('networks', Network, { tree, journal }),
    volumes: readSection('volumes', Volume, { tree, journal }),
    secrets: readSection('secrets', Secret, { tree, journal }),
    configs: readSection('configs', Config, { tree, journal }),
  };
  if (!journal.isBroken && Object.keys(project.services).length === 0) {
    journal.error(
      { subject: 'project', attribute: 'services' },
      'the project has no services; write one under services:.',
    );
  }
  return project;
}

function readSection<Out>(
  section: keyof WrittenProject,
  schema: z.ZodType<Out>,
  { tree, journal }: { readonly tree: RawMap; readonly journal: LoadJournal },
): Record<string, Out> {
  const read: Record<string, Out> = {};
  for (const [name, value] of Object.entries(mapOf(tree[section]))) {
    const subject = `${section}.${name}`;
    checkName(section, name, journal);
    if (section === 'services' && !isRawMap(value)) {
      journal.error({ subject, attribute: '' }, 'a mapping with image or build is expected.');
      continue;
    }
    // `media:` without anything behind it is a network with all its defaults.
    const result = schema.safeParse(value ?? emptyMap());
    if (result.success) read[name] = result.data;
    for (const { path, message } of result.error?.issues ?? []) {
      journal.error({ subject, attribute: path.join('.') }, message);
    }
  }
  return read;
}

function checkName(section: keyof WrittenProject, name: string, journal: LoadJournal): void {
  if ((section === 'services' ? serviceName : resourceName).test(name)) return;
  const text = `the name ${JSON.stringify(name.slice(0, 80))} is not usable; use letters, digits, _ . and -.`;
  journal.error({ subject: `${section}.${name}`, attribute: '' }, text);
}
