import type { ConversionReport, Finding, FindingCode, FindingLevel, KeyOutcome, ReportedKey } from '../findings.ts';

const severity: readonly KeyOutcome[] = ['mapped', 'changed', 'not expressible'];

/** Collects what became of every key of every file, and what is worth telling. */
export class ConversionLog {
  readonly #keys = new Map<string, ReportedKey>();
  readonly #findings = new Map<string, Finding>();

  /** Of a key that is told about several times, the worst outcome counts. */
  setOutcome(subject: string, key: string, outcome: KeyOutcome): void {
    const id = JSON.stringify([subject, key]);
    const before = this.#keys.get(id);
    if (before !== undefined && severity.indexOf(before.outcome) >= severity.indexOf(outcome)) return;
    this.#keys.set(id, { subject, key, outcome });
  }

  /** The same finding is told once. */
  tell(finding: Finding): void {
    this.#findings.set(JSON.stringify(finding), finding);
  }

  get hasErrors(): boolean {
    return [...this.#findings.values()].some(({ level }) => level === 'error');
  }

  toReport(): ConversionReport {
    return { keys: [...this.#keys.values()], findings: [...this.#findings.values()] };
  }
}

/** Where a finding belongs: a file and one of its keys, or the file as a whole. */
export class Note {
  readonly #log: ConversionLog;
  readonly #subject: string;
  readonly #attribute: string;

  constructor(log: ConversionLog, subject: string, attribute: string) {
    this.#log = log;
    this.#subject = subject;
    this.#attribute = attribute;
  }

  /** The meaning is kept, the form changed. */
  changed(text: string, code: FindingCode = 'approximated'): void {
    this.#add('changed', 'info', code, text);
  }

  /** What compose does instead is close, and differs. */
  approximated(text: string, code: FindingCode = 'approximated'): void {
    this.#add('changed', 'warning', code, text);
  }

  /** Left out of the compose file. */
  dropped(text: string, level: FindingLevel = 'warning', code: FindingCode = 'unsupported'): void {
    this.#add('not expressible', level, code, text);
  }

  #add(outcome: KeyOutcome, level: FindingLevel, code: FindingCode, text: string): void {
    this.#log.setOutcome(this.#subject, this.#attribute, outcome);
    this.#log.tell({ subject: this.#subject, attribute: this.#attribute, level, code, text });
  }
}
