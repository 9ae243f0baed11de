import type { QuadletKind } from './names.ts';
import { listQuadletEntries } from './quadlet-file.ts';
import type { QuadletEntry, QuadletFile } from './quadlet-file.ts';
import { checkHostAccess } from './quadlet-host-access.ts';
import {
  quadletKeys,
  quadletSection,
  quadletServiceTypes,
  standIns,
  systemdKeys,
  unitKeyFamily,
  unitReferenceKeys,
  wordKeys,
} from './quadlet-keys.ts';
import type { QuadletScopes } from './quadlet-paths.ts';
import { splitWords, trimQuotes } from './quadlet-words.ts';

export interface QuadletPolicyInput {
  readonly kind: QuadletKind;
  readonly file: QuadletFile;
  /** what the file holds now; whatever stands there already may stay */
  readonly previous?: QuadletFile | undefined;
  readonly scopes: QuadletScopes;
  /** the operator's switch: what would be refused becomes a warning */
  readonly allowHostAccess: boolean;
  /** how the switch is called, for the messages */
  readonly setting: string;
}

export interface QuadletPolicyFindings {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const ownUnit = /^arr-helper(?:\.|$)/;
const endsTheSession = /^(?:exit|shutdown|poweroff|reboot|halt|kexec|soft-reboot)\.target$|^systemd-/;
// Podman gets these as bare arguments, so a value such as `--privileged` would be an option.
const nameKeys = new Set(['ContainerName', 'NetworkName', 'VolumeName', 'PodName', 'ServiceName']);

/**
 * Checks what a Quadlet asks of the host: sections and keys from an allow-list that runs nothing there, and values
 * that stay within the scopes. Says of each finding which key and value, why, and the way out.
 */
export function checkQuadletPolicy(input: QuadletPolicyInput): QuadletPolicyFindings {
  const before = new Set(input.previous === undefined ? [] : listQuadletEntries(input.previous).map(identify));
  const findings = listQuadletEntries(input.file).flatMap((entry) => {
    const reason = before.has(identify(entry)) ? undefined : checkEntry(entry, input);
    return reason === undefined ? [] : [describe(entry, reason)];
  });
  if (input.allowHostAccess) return { problems: [], warnings: findings };
  return { problems: findings.map((finding) => `${finding}; ${input.setting} allows it`), warnings: [] };
}

function identify({ section, key, value }: QuadletEntry): string {
  return JSON.stringify([section, key, value]);
}

function describe({ section, key, value, line }: QuadletEntry, reason: string): string {
  const shown = value.length > 120 ? `${value.slice(0, 120)}…` : value;
  return `${line === undefined ? '' : `line ${line}: `}[${section}] ${key}=${shown} is not allowed: ${reason}`;
}

function checkEntry(entry: QuadletEntry, { kind, scopes }: QuadletPolicyInput): string | undefined {
  const { section, key, value } = entry;
  if (section.startsWith('X-') && !isQuadletsOwnCopy(section)) return undefined;
  if (section === quadletSection[kind]) {
    if (!quadletKeys[kind].has(key)) return `[${section}] has no such setting`;
    return value === '' ? undefined : (checkText(entry) ?? checkHostAccess({ kind, key, value }, scopes));
  }
  if (!Object.hasOwn(systemdKeys, section)) return `a .${kind} file has no section [${section}]`;
  if (section === 'Service' && key === 'Environment' && standIns.has(value)) return undefined;
  if (systemdKeys[section]?.has(key) !== true && !(section === 'Unit' && unitKeyFamily.test(key))) {
    return section === 'Service'
      ? 'only settings that run nothing on the host are accepted here'
      : `[${section}] ${key} is not among the accepted settings`;
  }
  return value === '' ? undefined : checkSystemdValue(entry, kind);
}

// The generator renames [Container] to [X-Container] and merges what it finds under that name.
function isQuadletsOwnCopy(section: string): boolean {
  return Object.values(quadletSection).includes(section.slice('X-'.length));
}

/** What no value may do, whichever key it belongs to: become a command or an option of its own. */
function checkText({ key, value }: QuadletEntry): string | undefined {
  const words = wordKeys.has(key) ? splitWords(value) : [trimQuotes(value)];
  // The generator writes a lone `;` bare; with Type=oneshot systemd then runs what follows on the host.
  if (words.some((word) => word.trim() === ';')) return 'a word that is only ; starts a new command on the host';
  if (nameKeys.has(key) && !/^[a-z0-9%][a-z0-9_.%-]*$/i.test(trimQuotes(value))) return 'it is not a plain name';
  if (key === 'ImageTag' && !/^[a-z0-9]/i.test(trimQuotes(value))) return 'podman may take it as an option';
  if (key === 'ServiceName' && (ownUnit.test(value) || endsTheSession.test(value)))
    return 'that unit has another purpose';
  return undefined;
}

function checkSystemdValue({ section, key, value }: QuadletEntry, kind: QuadletKind): string | undefined {
  if (key === 'Alias') return 'the unit could take the place of another one';
  if (key === 'Type' && !quadletServiceTypes[kind].includes(value)) {
    return `Quadlet accepts only ${quadletServiceTypes[kind].join(' or ')}`;
  }
  if (/^Standard(?:Output|Error)$/.test(key) && !/^(?:journal|null|inherit)$/.test(value)) {
    return 'output may go to the journal or nowhere';
  }
  if (section !== 'Service' && unitReferenceKeys.has(key)) return checkUnitReferences(value);
  return undefined;
}

function checkUnitReferences(value: string): string | undefined {
  for (const name of splitWords(value)) {
    if (name.includes('@')) return 'an instance of a template runs whatever its name says';
    if (ownUnit.test(name)) return 'the helper may not be pulled in or stopped by other units';
    if (endsTheSession.test(name)) return 'it would end the session';
    if (!/^[a-zA-Z0-9_%][a-zA-Z0-9_.:%-]*$/.test(name)) return 'it is not the name of a unit';
  }
  return undefined;
}
