import { createTwoFilesPatch } from 'diff';

const maxDiffLength = 6000;
// Its time grows with the square of what differs; beyond this nobody reads a diff either.
const maxEditLength = 1000;

/** A unified diff of two texts without file headers, cut where it becomes too long to read. */
export function lineDiff(before: string, after: string): string {
  const patch = createTwoFilesPatch('before', 'after', before, after, undefined, undefined, {
    context: 2,
    maxEditLength,
  });
  if (patch === undefined) return 'nearly every line differs';
  const diff = patch.slice(Math.max(0, patch.indexOf('@@')));
  if (!patch.includes('@@')) return '';
  return diff.length <= maxDiffLength ? diff : `${diff.slice(0, maxDiffLength)}\n… (${diff.length} characters)`;
}
