// How SABnzbd writes sizes and times.

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mebibytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(2);
}

export function units(bytes: number): string {
  if (bytes < 1024) return `${bytes.toFixed(0)} `;
  const step = Math.min(4, Math.floor(Math.log(bytes) / Math.log(1024)));
  return `${(bytes / 1024 ** step).toFixed(step > 1 ? 1 : 0)} ${' KMGT'[step] ?? ''}`;
}

export function clock(seconds: number): string {
  return `${Math.floor(seconds / 3600)}:${pad((seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

export function pad(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
