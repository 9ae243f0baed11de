import { isSecretName } from '../../../mask-secrets.ts';
import type { EnvFileReference, TextMap } from '../../compose/service-parts.ts';
import { readPodmanEnvFile } from '../../compose/env-file.ts';
import { type ServiceTarget, sortedEntries } from '../project.ts';
import { writeHostPath } from '../host-path.ts';
import { InexpressibleError, writeWord } from '../write-value.ts';
import type { ServiceRules } from './service-rule.ts';

/** The variables of a container: what compose reads is what the container gets. */
export const environmentRules = {
  env_file: (files, target) => {
    const present = files.filter((file, index) => isPresent(file, index, target));
    const inlined: Record<string, string> = {};
    for (const [index, file] of present.entries()) {
      if (readsAlike(file)) {
        target.unit.addWritten('EnvironmentFile', writeEnvFilePath(file.path));
        continue;
      }
      // A later file wins, and an inlined value would win over all of them.
      const later = new Set(present.slice(index + 1).flatMap((other) => Object.keys(other.values)));
      Object.assign(inlined, Object.fromEntries(Object.entries(file.values).filter(([name]) => !later.has(name))));
      target.report.warn(
        'env_file',
        'approximated',
        `Podman would read ${differingNames(file).join(', ')} of ${file.path} differently, so its values are written ` +
          'into the unit: later changes of that file have no effect; without quotes and comments it could stay a file',
      );
    }
    addVariables(withoutOverridden(inlined, target), 'env_file', target);
  },
  environment: (map, target) => addVariables(map, 'environment', target),
} satisfies Partial<ServiceRules>;

function isPresent(file: EnvFileReference, index: number, { report }: ServiceTarget): boolean {
  if (file.text !== undefined) return true;
  if (file.required) report.error('env_file', 'file-missing', `${file.path} is not there: create it`);
  else report.info(`env_file.${index}`, 'file-missing', `${file.path} is not there and is left out`);
  return false;
}

function readsAlike(file: EnvFileReference): boolean {
  return file.format === 'raw' || differingNames(file).length === 0;
}

function differingNames({ text = '', values }: EnvFileReference): string[] {
  const read = readPodmanEnvFile(text);
  const names = new Set([...Object.keys(values), ...Object.keys(read)]);
  return [...names].filter((name) => values[name] !== read[name]).toSorted();
}

function writeEnvFilePath(path: string): string {
  // Through the writer of paths for its checks: it lets no other `~` pass. The words of this key are quoted otherwise.
  writeHostPath(path);
  return writeWord(path).replace(/^("?)~/, '$1%h');
}

function withoutOverridden(inlined: TextMap, { service: { environment = {} } }: ServiceTarget): TextMap {
  return Object.fromEntries(Object.entries(inlined).filter(([name]) => !Object.hasOwn(environment, name)));
}

function addVariables(map: TextMap, attribute: string, { unit, report, project, key }: ServiceTarget): void {
  for (const [name, value] of sortedEntries(map)) {
    if (name === '' || name.includes('=')) throw new InexpressibleError(`the variable ${JSON.stringify(name)}`);
    unit.add('Environment', `${name}=${value}`);
    unit.markSecret();
  }
  const secrets = sortedEntries(map).filter(([name, value]) => value !== '' && isSecretName(name));
  if (secrets.length === 0) return;
  const names = secrets.map(([name]) => name).join(', ');
  const file = `${project.names.of(key)}.container`;
  report.info(attribute, 'policy', `${names}: stored in ${file} (mode 0600); a Podman secret would be safer`);
}
