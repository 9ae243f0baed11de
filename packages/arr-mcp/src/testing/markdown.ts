/** A table as the formatter lays it out, so that generated pages pass its check. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const [first = '', ...rest] = cells.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [first, rule, ...rest].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** Paragraphs, lists and tables with an empty line between them and one newline at the end. */
export function markdownPage(blocks: readonly string[]): string {
  return `${blocks.map((block) => block.trim()).join('\n\n')}\n`;
}
