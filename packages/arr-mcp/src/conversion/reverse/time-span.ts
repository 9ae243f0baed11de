const seconds: Readonly<Record<string, number>> = {
  us: 0.000001,
  usec: 0.000001,
  ms: 0.001,
  msec: 0.001,
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  week: 604_800,
  weeks: 604_800,
};

/** A time span of systemd (`90`, `1min 30s`) as a duration of compose; any other text stays. */
export function toDuration(span: string): string {
  const parts = [...span.matchAll(/\s*([\d.]+)\s*([a-z]*)/gy)];
  const isWhole = parts.map(([all]) => all).join('').length === span.trimEnd().length;
  const factors = parts.map(([, , unit = '']) => (unit === '' ? 1 : seconds[unit]));
  if (!isWhole || parts.length === 0 || factors.includes(undefined)) return span;
  const total = parts.reduce((sum, [, amount], index) => sum + Number(amount) * (factors[index] ?? 0), 0);
  return Number.isInteger(total) ? `${total}s` : `${Math.round(total * 1000)}ms`;
}
