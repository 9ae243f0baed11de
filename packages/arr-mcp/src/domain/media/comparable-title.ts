/** Without case, accents and signs: nobody types a title as the database has it. */
export function comparableTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** What a record may be called, comparable: its title, and its title with the year. */
export function titlesOf(title: string | undefined, year: number | undefined): string[] {
  const titles = [title ?? '', ...(year === undefined ? [] : [`${title ?? ''} ${year}`])];
  return titles.map(comparableTitle).filter((each) => each !== '');
}

/** `Dune (2021)` as searches want it, which take the year for a part of the title. */
export function withoutYear(title: string): string {
  const short = title.replace(/\s*\((?:19|20)\d\d\)$/, '');
  return short === '' ? title : short;
}
