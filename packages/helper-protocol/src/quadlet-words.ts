const escapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  s: ' ',
};
const word = /(?:[^\s"'\\]|\\(?:.|$)|"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$))+/gs;
const quoted = /(\\.)|"((?:[^"\\]|\\.)*)(?:"|$)|'((?:[^'\\]|\\.)*)(?:'|$)/gs;
const escape = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-3][0-7]{2})|(.))/gis;

/** Splits a value into words as systemd and Quadlet do: blanks divide, quotes group, `\` escapes. */
export function splitWords(value: string): string[] {
  return (value.match(word) ?? []).map((raw) =>
    unescapeWord(
      raw.replaceAll(
        quoted,
        (_all, escaped?: string, double?: string, single?: string) => escaped ?? double ?? single ?? '',
      ),
    ),
  );
}

/** Splits one CSV record, as Podman reads `Mount=`: a field in double quotes may hold commas, `""` is a quote. */
export function splitCsv(value: string): string[] {
  return [...`,${value}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map(([, field = '']) =>
    field.startsWith('"') ? field.replaceAll(/^"|"$/g, '').replaceAll('""', '"') : field,
  );
}

/** A value without the double quotes that Quadlet trims from both ends. */
export function trimQuotes(value: string): string {
  return value.trim().replaceAll(/^"+|"+$/g, '');
}

/** The first reason that `check` gives against one of the values; undefined when it has none. */
export function firstReason(
  values: readonly string[],
  check: (value: string) => string | undefined,
): string | undefined {
  for (const value of values) {
    const reason = check(value);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function unescapeWord(text: string): string {
  return text.replaceAll(
    escape,
    (_all, hex?: string, short?: string, long?: string, octal?: string, letter: string = '') => {
      const code = hex ?? short ?? long;
      const point = code === undefined ? octal && Number.parseInt(octal, 8) : Number.parseInt(code, 16);
      if (typeof point === 'number') return point <= 0x10_ffff ? String.fromCodePoint(point) : '\uFFFD';
      return escapes[letter] ?? letter;
    },
  );
}
