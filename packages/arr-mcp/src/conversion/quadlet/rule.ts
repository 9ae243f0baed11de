import type { Finding, FindingCode, FindingLevel } from '../findings.ts';
import { InexpressibleError } from './write-value.ts';

/** Notes what is worth telling about one subject. */
export class SubjectReport {
  readonly subject: string;
  readonly #findings: Finding[];

  constructor(subject: string, findings: Finding[]) {
    this.subject = subject;
    this.#findings = findings;
  }

  info(attribute: string, code: FindingCode, text: string): void {
    this.#tell('info', { attribute, code, text });
  }

  warn(attribute: string, code: FindingCode, text: string): void {
    this.#tell('warning', { attribute, code, text });
  }

  error(attribute: string, code: FindingCode, text: string): void {
    this.#tell('error', { attribute, code, text });
  }

  /** Runs what writes; a text that no line can hold becomes an error about the attribute. */
  attempt(attribute: string, write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!(error instanceof InexpressibleError)) throw error;
      this.error(attribute, 'invalid', `cannot be expressed in a Quadlet: ${error.reason}; change the value`);
    }
  }

  #tell(level: FindingLevel, rest: Omit<Finding, 'subject' | 'level'>): void {
    this.#findings.push({ subject: this.subject, level, ...rest });
  }
}

export interface Target {
  readonly report: SubjectReport;
}

/** Writes one key's value; it reports what it cannot keep. */
export type Rule<Value, To extends Target> = (value: NonNullable<Value>, target: To) => void;

/** One rule for each key of `Thing`: a key without one does not compile. */
export type Rules<Thing, To extends Target> = { readonly [Key in keyof Thing]-?: Rule<Thing[Key], To> };

/** Applies the rule of each key that is set, in the order of the rules. `prefix` stands before the names in findings. */
export function applyRules<Thing extends object, To extends Target>(
  rules: Rules<Thing, To>,
  { thing, prefix = '' }: { readonly thing: Thing; readonly prefix?: string },
  target: To,
): void {
  for (const [key, rule] of Object.entries(rules)) {
    const value: unknown = Reflect.get(thing, key);
    if (value === undefined || value === null) continue;
    // `Rules` pairs each rule with the value of its own key, which no type can follow through a loop.
    target.report.attempt(prefix + key, () => (rule as Rule<unknown, To>)(value, target));
  }
}

/** The rule of a key that has nothing to say: its meaning is nothing that a unit holds, or another rule writes it. */
export function nothing(): void {
  // On purpose.
}

/** The rule of a key that no Quadlet can express; the reason ends with the way out. */
export function unsupported(
  level: FindingLevel,
  attribute: string,
  reason: string,
): (value: unknown, target: Target) => void {
  return (_value, { report }) => {
    if (level === 'error') report.error(attribute, 'unsupported', reason);
    else if (level === 'warning') report.warn(attribute, 'unsupported', reason);
    else report.info(attribute, 'unsupported', reason);
  };
}
