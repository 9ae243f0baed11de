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

const yearAtEnd = /\s*\(((?:19|20)\d\d)\)$/;

/** `Dune (2021)` as searches want it, which take the year for a part of the title. */
export function withoutYear(title: string): string {
  const short = title.replace(yearAtEnd, '');
  return short === '' ? title : short;
}

/** 2021 of `Dune (2021)`. */
export function yearIn(title: string): number | undefined {
  const [, year] = yearAtEnd.exec(title) ?? [];
  return year === undefined ? undefined : Number(year);
}
