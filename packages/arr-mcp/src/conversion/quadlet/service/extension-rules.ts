import { eachText } from '../each-text.ts';
import type { ServiceTarget } from '../project.ts';
import { InexpressibleError } from '../write-value.ts';
import { writeHostPath } from '../host-path.ts';
import type { ServiceRules } from './service-rule.ts';

const rules: Readonly<Record<string, (value: unknown, target: ServiceTarget) => void>> = {
  'x-podman.uidmaps': (value, { unit }) => eachText(value, (map) => unit.add('UIDMap', checkMap(map))),
  'x-podman.gidmaps': (value, { unit }) => eachText(value, (map) => unit.add('GIDMap', checkMap(map))),
  'x-podman.rootfs': (value, { unit }) => eachText([value], (path) => unit.addWritten('Rootfs', writeHostPath(path))),
  'x-podman.no_hosts': (value, { unit, service, report }) => {
    if (value !== true) return;
    if (service.extra_hosts === undefined) unit.addArgument('--no-hosts');
    else report.error('x-podman.no_hosts', 'invalid', 'it cannot be combined with extra_hosts: remove one of them');
  },
  'x-podman.passwd': (value, { unit }) => {
    if (value === false) unit.addArgument('--passwd=false');
  },
};

/** What podman-compose adds to a service; other `x-` keys mean nothing to compose either. */
export const extensionRules = {
  extensions: (extensions, target) => {
    for (const [key, value] of Object.entries(extensions)) {
      if (Object.hasOwn(rules, key)) target.report.attempt(key, () => rules[key]?.(value, target));
      else if (key.startsWith('x-podman')) target.report.warn(key, 'unsupported', 'it is not known here: remove it');
    }
  },
} satisfies Partial<ServiceRules>;

function checkMap(map: string): string {
  if (!/^[+ug@\d:]+$/.test(map)) throw new InexpressibleError(`${JSON.stringify(map)} is no map such as 0:1000:1`);
  return map;
}
