const units = [
  ['g', 1024 ** 3],
  ['m', 1024 ** 2],
  ['k', 1024],
] as const;

/** A number of bytes with the largest unit that divides it; any other text stays. */
export function toSize(text: string): string {
  if (!/^[1-9]\d*$/.test(text)) return text;
  const bytes = Number(text);
  const [unit, factor] = units.find(([, each]) => bytes % each === 0) ?? ['', 1];
  return `${bytes / factor}${unit}`;
}
