import { InexpressibleError } from './write-value.ts';

/**
 * Writes the text, or each of the texts, that stand in an extension, which no schema has looked at.
 * @throws InexpressibleError for what is no text
 */
export function eachText(value: unknown, write: (text: string) => void): void {
  for (const each of Array.isArray(value) ? value : [value]) {
    if (typeof each !== 'string') throw new InexpressibleError(`${JSON.stringify(each)} is no text`);
    write(each);
  }
}
