import type { QuadletKind } from './names.ts';
import { splitWords } from './quadlet-words.ts';

/** What a flag of `podman run` or `podman build` may say. */
interface Flag {
  /** undefined for a switch, which takes a value behind `=` only */
  readonly value?: RegExp;
  /** what a switch may be set to; true and false otherwise */
  readonly setTo?: RegExp;
  readonly kinds: readonly QuadletKind[];
}

const run: readonly QuadletKind[] = ['container'];
const runOrPod: readonly QuadletKind[] = ['container', 'pod'];
const any: readonly QuadletKind[] = ['container', 'pod', 'build'];
const build: readonly QuadletKind[] = ['build'];

const size = /^\d{1,18}[bkmgt]?b?$/i;
const count = /^\d{1,12}$/;
const name = '[a-zA-Z0-9][a-zA-Z0-9_.-]*';

/** Flags that limit, describe or tidy; none of them reaches the host. Whatever is not here is refused. */
const flags: Readonly<Record<string, Flag>> = {
  '--blkio-weight': { value: /^\d{1,4}$/, kinds: runOrPod },
  // Anything may stand in an argument of a build, which it stays: `checkWord` refuses what systemd would expand.
  '--build-arg': { value: /^[a-zA-Z_]\w*=/, kinds: build },
  '--cgroupns': { value: /^private$/, kinds: run },
  '--cpu-period': { value: count, kinds: any },
  '--cpu-quota': { value: /^-?\d{1,12}$/, kinds: any },
  '--cpu-shares': { value: count, kinds: any },
  '--cpus': { value: /^\d{0,6}(?:\.\d{1,9})?$/, kinds: runOrPod },
  '--cpuset-cpus': { value: /^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/, kinds: any },
  '--init': { kinds: run },
  '--interactive': { kinds: run },
  '--ipc': { value: new RegExp(`^(?:private|shareable|none|container:${name})$`), kinds: run },
  '--memory': { value: size, kinds: any },
  '--memory-reservation': { value: size, kinds: run },
  '--memory-swap': { value: /^(?:-1|\d{1,18}[bkmgt]?b?)$/i, kinds: any },
  '--no-cache': { kinds: build },
  '--no-hosts': { kinds: any },
  '--oom-score-adj': { value: /^(?:1000|\d{1,3})$/, kinds: run },
  '--passwd': { setTo: /^false$/, kinds: run },
  '--pid': { value: new RegExp(`^(?:private|container:${name})$`), kinds: run },
  '--platform': { value: /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/i, kinds: ['container', 'build'] },
  '--shm-size': { value: size, kinds: any },
  '--storage-opt': { value: /^size=\d{1,18}[bkmgt]?$/i, kinds: run },
  '--tty': { kinds: run },
  '--uts': { value: /^private$/, kinds: run },
  '--volumes-from': { value: new RegExp(`^${name}(?::ro)?$`), kinds: run },
};

/**
 * Why a `PodmanArgs=` may not be given; undefined when each of its words belongs to a flag that is known to do no harm,
 * with a value that does none either. The words are read as podman reads them: `--flag value` takes the next word
 * whatever it looks like, a switch never takes one, and a word that no flag takes would be the image or a command.
 */
export function checkPodmanArgs(value: string, kind: QuadletKind): string | undefined {
  const words = splitWords(value);
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const reason = checkWord(word);
    if (reason !== undefined) return reason;
    const equals = word.indexOf('=');
    const flagName = equals === -1 ? word : word.slice(0, equals);
    const flag = Object.hasOwn(flags, flagName) ? flags[flagName] : undefined;
    if (flag === undefined || !flag.kinds.includes(kind)) return unknownWord(word, kind);
    if (flag.value === undefined) {
      if (equals !== -1 && !(flag.setTo ?? /^(?:true|false)$/).test(word.slice(equals + 1))) return badValue(flagName);
      if (equals === -1 && flag.setTo !== undefined) return badValue(flagName);
      continue;
    }
    if (equals === -1) index += 1;
    const given = equals === -1 ? words[index] : word.slice(equals + 1);
    if (given === undefined) return `${flagName} lacks its value, and would take the next argument for it`;
    const badWord = checkWord(given);
    if (badWord !== undefined) return badWord;
    if (given === '' || !flag.value.test(given)) return badValue(flagName);
  }
  return undefined;
}

/** systemd expands `$` and `%`, and a lone `$NAME` even into several words, so only doubled ones are known here. */
function checkWord(word: string): string | undefined {
  if (/[$%]/.test(word.replaceAll(/\$\$|%%/g, ''))) return 'it holds a variable or specifier that cannot be known here';
  return word.trim() === ';' ? 'a word that is only ; starts a new command on the host' : undefined;
}

function unknownWord(word: string, kind: QuadletKind): string {
  const shown = word.length > 60 ? `${word.slice(0, 60)}…` : word;
  if (!word.startsWith('-'))
    return `${JSON.stringify(shown)} belongs to no flag, and podman would take it for something else`;
  return `${shown.replace(/=.*$/s, '')} is not among the flags that are known to be harmless for a .${kind}`;
}

function badValue(flag: string): string {
  return `${flag} may not have this value`;
}
