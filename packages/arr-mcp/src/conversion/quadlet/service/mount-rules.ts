import type { ComposeMount } from '../../compose/service-parts.ts';
import type { ServiceTarget } from '../project.ts';
import { type Rules, applyRules, nothing } from '../rule.ts';

/** A mount whose line is being written: its mode's words are collected. */
export interface MountTarget extends ServiceTarget {
  readonly mount: ComposeMount;
  readonly options: string[];
  /** path of the mount in findings */
  readonly at: string;
}

const kept = new Set(
  `ro rw z Z U O copy nocopy exec noexec suid nosuid dev nodev bind rbind shared rshared slave rslave private rprivate
  idmap`.split(/\s+/),
);
const withoutMeaning = new Set(['cached', 'delegated', 'consistent', 'default']);
const propagations = new Set(['shared', 'rshared', 'slave', 'rslave', 'private', 'rprivate']);

const bindRules: Rules<NonNullable<ComposeMount['bind']>, MountTarget> = {
  propagation: (propagation, { options, report, at }) => {
    if (propagations.has(propagation)) options.push(propagation);
    else
      report.error(`${at}.bind.propagation`, 'invalid', `${JSON.stringify(propagation)} is none: rprivate or rshared`);
  },
  selinux: (label, { options, report, at }) => {
    if (/^z$/i.test(label)) options.push(label);
    else report.error(`${at}.bind.selinux`, 'invalid', `${JSON.stringify(label)} is no label: z or Z`);
  },
  // Told once for the project: Podman makes no folder.
  create_host_path: nothing,
  recursive: (recursive, { report, at }) => {
    if (recursive === 'enabled') return;
    report.warn(
      `${at}.bind.recursive`,
      'dropped-option',
      'what is mounted below the folder is mounted along: remove it',
    );
  },
};

const volumeRules: Rules<NonNullable<ComposeMount['volume']>, MountTarget> = {
  nocopy: (isOn, { options, mount, report, at }) => {
    if (!isOn) return;
    if (mount.volume?.subpath === undefined) options.push('nocopy');
    else report.warn(`${at}.volume.nocopy`, 'dropped-option', 'it cannot be combined with subpath: remove one of them');
  },
  // It decides on the form of the line.
  subpath: nothing,
  labels: (_labels, { mount, report, at }) => {
    if (mount.source === undefined) return;
    report.warn(`${at}.volume.labels`, 'dropped-option', 'labels belong to the volume: set them under volumes');
  },
};

const tmpfsRules: Rules<NonNullable<ComposeMount['tmpfs']>, MountTarget> = {
  size: (bytes, { options }) => void options.push(`size=${bytes}`),
  mode: (mode, { options, report, at }) => {
    if (/^[0-7]{3,5}$/.test(mode)) options.push(`mode=${mode}`);
    else report.error(`${at}.tmpfs.mode`, 'invalid', `${JSON.stringify(mode)} is no file mode such as 1777`);
  },
};

const imageRules: Rules<NonNullable<ComposeMount['image']>, MountTarget> = {
  subpath: (_subpath, { report, at }) =>
    report.error(`${at}.image.subpath`, 'unsupported', 'Podman 5.4 mounts a whole image only: remove it'),
};

/** What each key of a mount adds to its mode; source, target and type make the line itself. */
export const mountRules: Rules<ComposeMount, MountTarget> = {
  type: nothing,
  source: nothing,
  target: nothing,
  read_only: (isOn, { options }) => {
    if (isOn && !options.includes('ro')) options.push('ro');
  },
  options: (words, target) => {
    for (const word of words) addWord(word, target);
  },
  consistency: (_consistency, { report, at }) =>
    report.info(`${at}.consistency`, 'dropped-option', 'it has no meaning on Linux'),
  bind: nested(bindRules, 'bind'),
  volume: nested(volumeRules, 'volume'),
  tmpfs: nested(tmpfsRules, 'tmpfs'),
  image: nested(imageRules, 'image'),
};

function addWord(word: string, { options, report, at }: MountTarget): void {
  if (kept.has(word)) {
    if (!options.includes(word)) options.push(word);
  } else if (withoutMeaning.has(word)) {
    report.info(`${at}.options`, 'dropped-option', `${word} has no meaning on Linux`);
  } else {
    report.error(`${at}.options`, 'unsupported', `${JSON.stringify(word)} is no mode of a mount that Podman knows`);
  }
}

function nested<Thing extends object>(
  rules: Rules<Thing, MountTarget>,
  name: string,
): (thing: Thing, target: MountTarget) => void {
  return (thing, target) => applyRules(rules, { thing, prefix: `${target.at}.${name}.` }, target);
}
