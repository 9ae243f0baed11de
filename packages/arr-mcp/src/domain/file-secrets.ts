import { isSecretName, mask, maskText } from '../mask-secrets.ts';

// `name: value`, `name = value`, `- "name": value,` of YAML, TOML, INI and JSON, one on a line. Bounded, since a
// stranger's line may be long and made to be slow.
const setting =
  /^(\s{0,200}(?:- |[#;]{1,3}\s{0,5})?["']?([\w.-]{1,80})["']?[ \t]{0,20}[:=][ \t]{0,20})(?![:=\s])(.+)$/s;
// <ApiKey>value</ApiKey>, <add key="ApiKey" value="…"/>
const element = /(<([\w.:-]{1,80})(?:\s[^<>]{0,300})?>)([^<>]{1,2000})(?=<\/)/g;
const keyedValue = /((?:key|name)="([\w.:-]{1,80})"\s{1,5}value=")([^"]{1,2000})/gi;
const blockScalar = /^[|>][-+\d]{0,2}\s*$/;

/** Text of a settings file, whatever its form, with the values of secret-looking names and passwords masked. */
export function maskFileText(text: string): string {
  let hiddenBelow: number | undefined;
  const lines = text.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length;
    // A YAML text over several lines: all that is further in than the name before it.
    if (hiddenBelow !== undefined && (indent > hiddenBelow || line.trim() === '')) return hideLine(line);
    const [, before, name, value = ''] = setting.exec(line) ?? [];
    const isSecret = name !== undefined && isSecretName(name);
    hiddenBelow = isSecret && blockScalar.test(value) ? indent : undefined;
    return isSecret && before !== undefined && hiddenBelow === undefined ? before + maskWord(value) : line;
  });
  return maskText(maskElements(lines.join('\n')));
}

function hideLine(line: string): string {
  return line.trim() === '' ? line : line.replace(/\S.*$/s, mask);
}

/** Keeps what is no value: the quotes and the comma around it, and what opens a list or says nothing at all. */
function maskWord(value: string): string {
  if (/^(?:["']{2}|[[{]\s*|null|true|false|~)?,?\s*$/.test(value)) return value;
  const [, open = '', , close = ''] = /^(["']?)(.*?)(["']?,?\s*)$/s.exec(value) ?? [];
  return open + mask + close;
}

function maskElements(text: string): string {
  return [element, keyedValue].reduce(
    (masked, pattern) =>
      masked.replace(pattern, (whole, before: string, name: string) => (isSecretName(name) ? before + mask : whole)),
    text,
  );
}
