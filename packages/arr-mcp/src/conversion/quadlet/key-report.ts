import type { Finding, KeyOutcome, ReportedKey } from '../findings.ts';

/** The keys that stood in the input, by subject: `services.sonarr` → `image`, `ports` … */
export type DeclaredKeys = ReadonlyMap<string, readonly string[]>;

/** Says of each declared key what became of it, from the findings that its rule left. */
export function reportKeys(
  declared: DeclaredKeys,
  findings: readonly Finding[],
  inactive: readonly string[],
): ReportedKey[] {
  const absent = new Set(inactive.map((name) => `services.${name}`));
  const bySubject = Map.groupBy(findings, ({ subject }) => subject);
  return [...declared].flatMap(([subject, keys]) =>
    keys.map((key) => {
      const outcome = absent.has(subject) ? 'not expressible' : outcomeOf(key, bySubject.get(subject) ?? []);
      return { subject, key, outcome };
    }),
  );
}

function outcomeOf(key: string, findings: readonly Finding[]): KeyOutcome {
  let outcome: KeyOutcome = 'mapped';
  for (const finding of findings) {
    const isAboutKey = finding.attribute === key || key.startsWith(`${finding.attribute}.`);
    const isAboutPart = finding.attribute.startsWith(`${key}.`);
    if (!isAboutKey && !isAboutPart) continue;
    // What needs a step on the host, or is worth knowing, is written all the same.
    const isLost = finding.level === 'error' || finding.code === 'unsupported' || finding.code === 'dropped-option';
    if (isLost && (isAboutKey || finding.level === 'error')) return 'not expressible';
    if (isLost || finding.code === 'approximated') outcome = 'changed';
  }
  return outcome;
}
