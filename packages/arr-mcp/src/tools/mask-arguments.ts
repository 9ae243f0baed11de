import { isSecretName, maskText } from '../mask-secrets.ts';

const secretName = /key|token|password|passwd|secret|credential/i;
const maxTextLength = 200;

/** Arguments as the audit keeps them: secrets masked, long texts such as file contents reduced to their size. */
export function maskArguments(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // A setting's value, where another argument says which setting.
  const isSecret = [args['key'], args['keyword']].some((name) => typeof name === 'string' && isSecretName(name));
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, masked(isSecret && name === 'value' ? 'secret' : name, value)]),
  );
}

function masked(name: string, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  if (secretName.test(name)) return '********';
  if (typeof value === 'string') return maskedText(name, value);
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => masked(name, item));
  return typeof value === 'object' ? maskArguments({ ...value }) : value;
}

// A file's content may hold anything; the change history has it, where it is wanted.
function maskedText(name: string, text: string): string {
  return name === 'content' || text.length > maxTextLength ? `(${text.length} characters)` : maskText(text);
}
