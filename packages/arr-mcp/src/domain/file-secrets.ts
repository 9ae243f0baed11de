import { findSecrets } from '../conversion/secrets/find-secrets.ts';
import { isSecretName, mask, maskText } from '../mask-secrets.ts';

// Every repetition is bounded, since a stranger's text may be long and made to be slow.
// `name: value`, `name = value`, `- "name": value,` of YAML, TOML, INI and JSON, one on a line.
const setting =
  /^(\s{0,200}(?:- |[#;]{1,3}\s{0,5})?["']?([\w.-]{1,80})["']?[ \t]{0,20}[:=][ \t]{0,20})(?![:=\s])(.+)$/s;
const saysNothing = /^(?:["']{2}|[[{]|null|true|false|~)?,?\s{0,20}$/;
// `name: |` of YAML, whose value stands on the lines below.
const blockScalar = /^\s{0,200}(?:- )?["']?([\w.-]{1,80})["']?[ \t]{0,20}:[ \t]{1,20}[|>][-+\d]{0,2}\s{0,20}$/;
// <ApiKey>value</ApiKey>, <add key="ApiKey" value="…"/>, <Server Token="…"/>
const markup = [
  /(<([\w.:-]{1,80})(?:\s[^<>]{0,300})?>)([^<>]{1,2000})(?=<\/)/g,
  /((?:key|name)="([\w.:-]{1,80})"\s{1,5}value=")([^"]{1,2000})/gi,
  /(<[^<>]{1,300}\s(?!key=)([\w.:-]{1,80})=")([^"<>]{1,2000})(?=")/gi,
];

/** Text of a file of any form (YAML, JSON, INI, XML, a script) with what is secret in it masked. */
export function maskFileText(text: string): string {
  // The finer rules first: they keep quotes and commas, so that what is shown can be written back.
  const lines = maskBlocks(text).split('\n').map(maskSetting);
  return maskText(maskFound(maskMarkup(lines.join('\n'))));
}

function maskSetting(line: string): string {
  const [, before, name = '', value = ''] = setting.exec(line) ?? [];
  return before === undefined || !isSecretName(name) || blockScalar.test(line) ? line : before + maskWord(value);
}

/** Keeps what is no value: the quotes and the comma around it, and what opens a list or says nothing at all. */
function maskWord(value: string): string {
  if (saysNothing.test(value)) return value;
  const open = /^["']/.exec(value)?.[0] ?? '';
  const close = /["']?,?\s{0,20}$/.exec(value)?.[0] ?? '';
  return open + mask + close;
}

/** What stands inside of a line: headers, options of commands, tokens by their form. */
function maskFound(text: string): string {
  let end = 0;
  let masked = '';
  for (const secret of findSecrets(text)) {
    const value = text.slice(secret.start, secret.end);
    // `key="ApiKey" value="…"` names the secret beside it.
    const isName = /^"?\s{1,5}value=/.test(text.slice(secret.end, secret.end + 20));
    if (isMasked(value) || saysNothing.test(value) || isName) continue;
    masked += text.slice(end, secret.start) + mask;
    end = secret.end;
  }
  return masked + text.slice(end);
}

function isMasked(value: string): boolean {
  return value.includes(mask) && /^["',;\s]{0,20}$/.test(value.replaceAll(mask, ''));
}

/** YAML texts over several lines: all that is further in than the name before them. */
function maskBlocks(text: string): string {
  let hiddenBelow: number | undefined;
  const lines = text.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') return line;
    if (hiddenBelow !== undefined && indent > hiddenBelow) return line.slice(0, indent) + mask;
    hiddenBelow = isSecretName(blockScalar.exec(line)?.[1] ?? '') ? indent : undefined;
    return line;
  });
  return lines.join('\n');
}

function maskMarkup(text: string): string {
  if (!text.includes('<')) return text;
  return markup.reduce(
    (masked, pattern) =>
      masked.replace(pattern, (whole, before: string, name: string, value: string) =>
        isSecretName(name) && value.trim() !== '' ? before + mask : whole,
      ),
    text,
  );
}
