/** Rows in columns as wide as their widest cell. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widthOf = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = (row: readonly string[]): string => row.map((cell, column) => cell.padEnd(widthOf(column))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

/** A time as people read it, to the minute; still ISO 8601 UTC. */
export function toMinute(time: string): string {
  return time.replace(/:\d\d\.\d+Z$/, 'Z');
}
