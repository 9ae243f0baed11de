import { type QuadletEntry, listQuadletEntries, quadletValues } from '@arr-mcp/helper-protocol';

import type { FindingLevel } from '../findings.ts';
import type { OutputProject } from './compose-output.ts';
import { type ConversionLog, Note } from './conversion-log.ts';
import type { QuadletSet, SetMember } from './quadlet-set.ts';
import { type ValueForm, hasUnknownEscape, readValues } from './read-values.ts';
import { type TextSource, toComposeText, toKeyText } from './value-text.ts';

/** What all rules of one conversion share. */
export interface Conversion {
  readonly set: QuadletSet;
  readonly output: OutputProject;
  readonly log: ConversionLog;
}

/** One key of one file, and the part of the compose file that it belongs to. */
export interface Place<Draft> extends Conversion {
  readonly member: SetMember;
  readonly draft: Draft;
  readonly note: Note;
  /** the section that the key stands in */
  readonly section: string;
  /** a value in the words of compose */
  readonly text: (raw: string) => string;
  /** the same for a key of a map */
  readonly keyText: (raw: string) => string;
  /** the assignments of another key of the same file that count */
  readonly values: (section: string, key: string) => string[];
  /** where the findings of another key go */
  readonly at: (section: string, key: string) => Note;
}

/** What one key of a Quadlet becomes. Values come as they were written, split, with the signs of systemd in them. */
export interface Rule<Draft> {
  readonly form: ValueForm;
  apply(values: readonly string[], place: Place<Draft>): void;
}

export type Rules<Draft> = Readonly<Record<string, Rule<Draft>>>;

/** A rule for each section of a kind of file; `other` is asked for keys and sections that have none. */
export interface RuleBook<Draft> {
  readonly sections: Readonly<Record<string, Rules<Draft>>>;
  other(entry: Pick<QuadletEntry, 'section' | 'key'>): Rule<Draft>;
}

/** Applies the rules to every key that stands in a file: each key gets an outcome, whatever becomes of it. */
export function applyRules<Draft>(
  book: RuleBook<Draft>,
  { member, draft }: { readonly member: SetMember; readonly draft: Draft },
  conversion: Conversion,
): void {
  const seen = new Set<string>();
  for (const { section, key } of listQuadletEntries(member.file)) {
    const attribute = `${section}.${key}`;
    if (seen.has(attribute)) continue;
    seen.add(attribute);
    conversion.log.setOutcome(member.fileName, attribute, 'mapped');
    const values = quadletValues(member.file, section, key);
    // Everything was taken back by an empty assignment.
    if (values.length === 0) continue;
    const rules = book.sections[section] ?? {};
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    const place = toPlace({ ...conversion, member, draft }, attribute);
    applyRule(rule ?? book.other({ section, key }), values, place);
  }
}

function applyRule<Draft>(rule: Rule<Draft>, assignments: readonly string[], place: Place<Draft>): void {
  const isLost = rule.form === 'words' ? hasUnknownEscape : () => false;
  const [lost, kept] = [assignments.filter(isLost), assignments.filter((value) => !isLost(value))];
  for (const value of lost) {
    place.note.dropped(`Quadlet forgets ${value}: it holds an unknown escape, so it has no effect here either`, 'info');
  }
  if (kept.length > 0) rule.apply(readValues(rule.form, kept), place);
}

/** What a rule gets to know; `attribute` is where its findings go. */
export function toPlace<Draft>(
  base: Conversion & { readonly member: SetMember; readonly draft: Draft },
  attribute: string,
): Place<Draft> {
  const { log, member } = base;
  const note = new Note(log, member.fileName, attribute);
  const source: TextSource = { unitName: member.name, variables: readVariables(member), note };
  return {
    ...base,
    note,
    section: attribute.slice(0, attribute.indexOf('.')),
    text: (raw) => toComposeText(raw, source),
    keyText: (raw) => toKeyText(raw, source),
    values: (section, key) => quadletValues(member.file, section, key),
    at: (section, key) => new Note(log, member.fileName, `${section}.${key}`),
  };
}

/** `[Service] Environment=`: what systemd puts in the place of `${NAME}`. */
function readVariables({ file }: SetMember): ReadonlyMap<string, string> {
  const words = readValues('words', quadletValues(file, 'Service', 'Environment'));
  return new Map(
    words.flatMap((word) => {
      const equals = word.indexOf('=');
      return equals === -1 ? [] : [[word.slice(0, equals), word.slice(equals + 1).replaceAll('%%', '%')] as const];
    }),
  );
}

/** A rule for a single text. */
export function single<Draft>(apply: (value: string, place: Place<Draft>) => void): Rule<Draft> {
  return { form: 'single', apply: ([value = ''], place) => apply(value, place) };
}

/** A rule for true or false. */
export function flag<Draft>(apply: (value: boolean, place: Place<Draft>) => void): Rule<Draft> {
  return { form: 'flag', apply: ([value], place) => apply(value === 'true', place) };
}

/** A rule for several values. */
export function several<Draft>(
  form: ValueForm,
  apply: (values: readonly string[], place: Place<Draft>) => void,
): Rule<Draft> {
  return { form, apply };
}

/** The rule of a key that the compose format has nothing for. */
export function unsupported<Draft>(text: string, level: FindingLevel = 'warning'): Rule<Draft> {
  return { form: 'lines', apply: (_values, { note }) => note.dropped(text, level) };
}

/** The rule of a key whose meaning another rule takes up, or that compose gives by itself. */
export function understood<Draft>(): Rule<Draft> {
  return { form: 'lines', apply: () => undefined };
}
