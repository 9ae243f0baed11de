import { containerName, serviceUnit } from '../project.ts';
import { volumesFromService } from '../relations.ts';
import { InexpressibleError } from '../write-value.ts';
import { checkExternalName } from '../names.ts';
import { addTmpfs, addMount } from './mounts.ts';
import type { ServiceRules } from './service-rule.ts';
import { addConfig, addSecret } from './shared-files.ts';

const tmpfsOption = /^(?:size=\d+[bkmgt%]?|mode=[0-7]{3,5}|ro|rw|noexec|exec|nosuid|suid|nodev|dev|nr_inodes=\d+)$/i;

/** What a container sees of files. */
export const storageRules = {
  volumes: (mounts, target) => {
    for (const [index, mount] of mounts.entries()) {
      target.report.attempt(`volumes.${index}`, () => addMount(mount, index, target));
    }
  },
  tmpfs: (entries, { unit, report }) => {
    for (const entry of entries) {
      const [, path = entry, mode = ''] = /^([^:]*):(.*)$/s.exec(entry) ?? [];
      const options = mode.split(',').filter(Boolean);
      const dropped = options.filter((option) => !tmpfsOption.test(option));
      addTmpfs([path, options.filter((option) => tmpfsOption.test(option))], (text) => unit.add('Tmpfs', text));
      if (dropped.length === 0) continue;
      report.warn('tmpfs.options', 'dropped-option', `Podman refuses ${dropped.join(', ')} for ${path}: remove it`);
    }
  },
  volumes_from: (entries, { unit, report, project }) => {
    for (const entry of entries) {
      const [, from = entry, readOnly] = /^(.*?)(:r[ow])?$/s.exec(entry) ?? [];
      const owner = volumesFromService(project.model, from);
      if (owner === undefined && !from.startsWith('container:')) {
        throw new InexpressibleError(`there is no service ${JSON.stringify(from)}`);
      }
      const name =
        owner === undefined ? checkExternalName(from.slice('container:'.length)) : containerName(project, owner);
      unit.addArgument('--volumes-from', readOnly === ':ro' ? `${name}:ro` : name);
      if (owner !== undefined) {
        for (const key of ['Requires', 'After']) unit.addSystemd('Unit', key, serviceUnit(project, owner));
      }
    }
    report.info('volumes_from', 'approximated', 'the other container must run first, or this one does not start');
  },
  secrets: (references, target) => {
    for (const reference of references) addSecret(reference, target);
  },
  configs: (references, target) => {
    for (const reference of references) addConfig(reference, target);
  },
  read_only: (isOn, { unit, report }) => {
    if (!isOn) return;
    unit.add('ReadOnly', 'true');
    report.info(
      'read_only',
      'approximated',
      'Podman keeps /tmp, /run and /var/tmp writable; ReadOnlyTmpfs=false does not',
    );
  },
} satisfies Partial<ServiceRules>;
