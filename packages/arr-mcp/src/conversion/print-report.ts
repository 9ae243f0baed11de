import type { ConversionReport, Finding, KeyOutcome } from './findings.ts';

const outcomes: readonly KeyOutcome[] = ['mapped', 'changed', 'not expressible'];

/** How many keys came to which end. */
export function countOutcomes({ keys }: ConversionReport): Readonly<Record<KeyOutcome, number>> {
  const count = (outcome: KeyOutcome): number => keys.filter((key) => key.outcome === outcome).length;
  return { mapped: count('mapped'), changed: count('changed'), 'not expressible': count('not expressible') };
}

const levelOrder = { error: 0, warning: 1, info: 2 } as const;

/** What is worth telling, the worst first, one line each. */
export function listFindings({ findings }: Pick<ConversionReport, 'findings'>): string[] {
  return findings.toSorted((a, b) => levelOrder[a.level] - levelOrder[b.level]).map(describeFinding);
}

/** The whole account as Markdown: each subject with each of its keys, and what was noticed. */
export function printReport(title: string, report: ConversionReport): string {
  const bySubject = Map.groupBy(report.keys, ({ subject }) => subject);
  const counts = countOutcomes(report);
  const lines = [`# ${title}`, '', outcomes.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ')];
  for (const [subject, keys] of bySubject) {
    lines.push('', `## ${subject}`, '');
    for (const { key, outcome } of keys) lines.push(`- ${key}: ${outcome}`);
    const own = report.findings.filter((finding) => finding.subject === subject);
    if (own.length > 0) lines.push('', ...own.map(({ attribute, level, text }) => `- ${level}: ${attribute}: ${text}`));
  }
  const others = report.findings.filter(({ subject }) => !bySubject.has(subject));
  if (others.length > 0) lines.push('', '## Besides', '', ...others.map((finding) => `- ${describeFinding(finding)}`));
  return `${lines.join('\n')}\n`;
}

function describeFinding({ subject, attribute, level, text }: Finding): string {
  return `${level}: ${subject.replace(/^services\./, '')} ${attribute}: ${text}`;
}
