import { AppError } from '../../errors.ts';

/** The value of a variable; undefined when nothing sets it. */
export type Lookup = (name: string) => string | undefined;

export interface Interpolation {
  readonly lookup: Lookup;
  /** is told of a variable that is not set and has no default: it becomes an empty text */
  readonly unset: (name: string) => void;
}

const reference = /\$(?:(\$)|([A-Za-z_]\w*)|\{)?/g;
const braced = /^([A-Za-z_]\w*)(?:(:?[-?+])([^]*))?$/;
const maxDepth = 20;
// Values that double each other grow faster than any file.
const maxLength = 1_000_000;

/**
 * Puts values in the place of `$V`, `${V}`, `${V:-default}`, `${V:?message}`, `${V:+replacement}` and their forms
 * without a colon, nested ones as well; `$$` is a `$`.
 * @throws AppError `invalid_argument` for a form that is not known and for a variable that must be set
 */
export function interpolate(text: string, interpolation: Interpolation, depth = 0): string {
  if (depth > maxDepth) throw new AppError('invalid_argument', `variables are nested deeper than ${maxDepth} levels`);
  let result = '';
  let end = 0;
  for (;;) {
    if (result.length > maxLength) throw new AppError('invalid_argument', `it grows beyond ${maxLength} characters`);
    reference.lastIndex = end;
    const match = reference.exec(text);
    if (match === null) return result + text.slice(end);
    const [whole, dollar, name] = match;
    result += text.slice(end, match.index);
    end = match.index + whole.length;
    if (dollar !== undefined) result += '$';
    else if (name !== undefined) result += valueOf(name, interpolation);
    else {
      const inner = bracedPart(text, match.index);
      end += inner.length + 1;
      result += evaluate(inner, interpolation, depth);
    }
  }
}

/** A variable of a map; what every object has, such as `constructor`, is none. */
export function ownValue(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function valueOf(name: string, { lookup, unset }: Interpolation): string {
  const value = lookup(name);
  if (value === undefined) unset(name);
  return value ?? '';
}

/** What stands between `${` and the `}` that closes it. */
function bracedPart(text: string, start: number): string {
  if (text[start + 1] !== '{') throw invalid(text.slice(start, start + 12));
  let open = 0;
  for (let index = start; index < text.length; index += 1) {
    if (text.startsWith('${', index)) open += 1;
    if (text[index] === '}') open -= 1;
    if (open === 0) return text.slice(start + 2, index);
  }
  throw invalid(text.slice(start, start + 40), 'has no closing }');
}

function evaluate(inner: string, interpolation: Interpolation, depth: number): string {
  const match = braced.exec(inner);
  if (match === null) throw invalid(`\${${inner.slice(0, 40)}}`);
  const [, name = '', operator, rest = ''] = match;
  if (operator === undefined) return valueOf(name, interpolation);
  const value = interpolation.lookup(name);
  const isGiven = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  const other = (): string => interpolate(rest, interpolation, depth + 1);
  if (operator.endsWith('+')) return isGiven ? other() : '';
  if (isGiven) return value ?? '';
  if (operator.endsWith('-')) return other();
  const message = other();
  throw new AppError('invalid_argument', `${name} must be set${message === '' ? '' : `: ${message}`}`, {
    hint: `Set ${name} in .env.`,
  });
}

function invalid(form: string, problem = 'is no way to write a variable'): AppError {
  return new AppError('invalid_argument', `${form} ${problem}; write \${NAME}, or $$ for a dollar sign`);
}
