import { z } from 'zod';

import type { ConversionReport } from '../../conversion/findings.ts';
import { countOutcomes, listFindings } from '../../conversion/print-report.ts';
import { AppError } from '../../errors.ts';
import { maskText } from '../../mask-secrets.ts';

const shownFindings = 30;
const maxFindingLength = 300;

/** What became of the keys, in short; the rest stands in the report file. */
export const ReportRow = z.object({
  mapped: z.int(),
  changed: z.int(),
  not_expressible: z.int(),
  findings: z.array(z.string()),
});

export function toReportRow(report: ConversionReport): z.output<typeof ReportRow> {
  const { mapped, changed, 'not expressible': lost } = countOutcomes(report);
  return { mapped, changed, not_expressible: lost, findings: shownOf(report) };
}

/** @throws AppError `invalid_argument` with the findings that make the conversion impossible */
export function refuseErrors(what: string, { findings }: Pick<ConversionReport, 'findings'>): void {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) return;
  throw new AppError('invalid_argument', `${what} cannot be converted`, {
    hint: 'Nothing was written. Each problem names its way out.',
    details: { problems: shownOf({ findings: errors }) },
  });
}

function shownOf(report: Pick<ConversionReport, 'findings'>): string[] {
  const all = listFindings(report).map((line) => maskText(line.slice(0, maxFindingLength)));
  const more = all.length - shownFindings;
  return more > 0 ? [...all.slice(0, shownFindings), `… and ${more} more`] : all;
}
