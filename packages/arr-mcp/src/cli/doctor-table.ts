import type { DoctorRow } from '../domain/services/doctor.ts';

/** Rows as a table for a terminal, with the next step below what needs one. */
export function printRows(rows: readonly DoctorRow[]): string {
  const width = Math.max(0, ...rows.map(({ what }) => what.length));
  const lines = rows.flatMap(({ what, state, found, next }) => [
    `${state.padEnd('problem'.length)}  ${what.padEnd(width)}  ${found}`,
    ...(next === undefined || next === '' ? [] : [`${' '.repeat('problem'.length + width + 4)}→ ${next}`]),
  ]);
  const count = (wanted: DoctorRow['state']): number => rows.filter(({ state }) => state === wanted).length;
  return `${[...lines, '', `${count('ok')} ok, ${count('warning')} warnings, ${count('problem')} problems`].join('\n')}\n`;
}
