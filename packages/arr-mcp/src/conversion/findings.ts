/** `error`: nothing is emitted for the project; `warning`: emitted without it; `info`: the meaning is kept, the form changed. */
export type FindingLevel = 'error' | 'warning' | 'info';

/** Stable words for what became of an attribute. */
export type FindingCode =
  | 'unsupported'
  | 'approximated'
  | 'dropped-option'
  | 'needs-host-setup'
  | 'data-moves'
  | 'policy'
  | 'not-podman-compose-like'
  | 'file-missing'
  | 'interpolation-unset'
  | 'invalid';

/** What was noticed about one attribute, and the way out. */
export interface Finding {
  /** `services.sonarr`, `networks.default`, a Quadlet's file name, or `project` */
  readonly subject: string;
  /** path of the attribute in its subject: `ports`, `healthcheck.start_interval` */
  readonly attribute: string;
  readonly level: FindingLevel;
  readonly code: FindingCode;
  /** one sentence, with what to do about it */
  readonly text: string;
}

/** What became of one key of one subject. */
export type KeyOutcome = 'mapped' | 'changed' | 'not expressible';

export interface ReportedKey {
  readonly subject: string;
  readonly key: string;
  readonly outcome: KeyOutcome;
}

/** The account of a conversion: every key that stood in the input is in `keys`, and what is worth telling in `findings`. */
export interface ConversionReport {
  readonly keys: readonly ReportedKey[];
  readonly findings: readonly Finding[];
}
