import { type Rule, type RuleBook, type Rules, single, understood, unsupported } from './rule.ts';

const list = (keys: string): readonly string[] => keys.trim().split(/\s+/);

/** `[Quadlet]`, which every kind of file may have. */
export const quadletSectionRules: Rules<unknown> = {
  DefaultDependencies: unsupported('compose waits for no network of the host', 'info'),
};

/** How long a unit may take to start. */
export const startLimitRule: Rule<unknown> = single((value, { note }) => {
  // What a conversion from compose writes, so that a first pull or build is not cut off.
  if (value !== '900') note.dropped('compose waits for a start as long as it takes', 'info');
});

const supportServiceRules: Rules<unknown> = { TimeoutStartSec: startLimitRule };

const ofUnits = unsupported(
  'it orders units of the host; compose makes networks, volumes and images by itself',
  'info',
);

/** The rules of a file that is no container: its own section counts, what systemd does with its unit does not. */
export function supportBook<Draft>(section: string, rules: Rules<Draft>): RuleBook<Draft> {
  return {
    sections: { [section]: rules, Quadlet: quadletSectionRules, Service: supportServiceRules },
    other: (entry) => otherKey(entry, ofUnits),
  };
}

/** What becomes of a key that no table has; `ofSystemd` of one that is systemd's own. */
export function otherKey(
  { section, key }: { readonly section: string; readonly key: string },
  ofSystemd: Rule<unknown>,
): Rule<unknown> {
  if (section.startsWith('X-')) return unsupported('systemd and Quadlet skip this section as well', 'info');
  if (['Unit', 'Install'].includes(section)) return ofSystemd;
  if (section === 'Service') return /^Exec|^(?:Load|Set)?Credential/.test(key) ? ofHost : ofSystemd;
  return unsupported(`Quadlet knows no ${key} in [${section}], and would not make a unit of this file`);
}

const ofHost = unsupported('compose runs nothing on the host: do it before `up`, or in the container');

/** Keys without a meaning for compose, all with the same way out. */
export function eachUnsupported(keys: string, ...told: Parameters<typeof unsupported>): Rules<unknown> {
  return Object.fromEntries(list(keys).map((key) => [key, unsupported(...told)]));
}

/** Keys that are read together with others. */
export function eachUnderstood(keys: string): Rules<unknown> {
  return Object.fromEntries(list(keys).map((key) => [key, understood()]));
}
