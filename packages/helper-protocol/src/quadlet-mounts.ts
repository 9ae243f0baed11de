import { checkHostPath, checkWritableHostPath, isHostPath, publicPaths } from './quadlet-paths.ts';
import type { QuadletScopes } from './quadlet-paths.ts';
import { splitCsv } from './quadlet-words.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

// `volume-opt=device=/etc` and `upperdir=` bring in further folders, so only what is known to bring none may pass.
const volumeOptions = list(`ro rw z Z O U copy nocopy dev nodev exec noexec suid nosuid bind rbind private rprivate
  shared rshared slave rslave unbindable runbindable idmap no-dereference`);
const mountFields = list(`type src source dst destination target ro readonly rw U chown relabel consistency
  bind-propagation bind-nonrecursive idmap dev nodev exec noexec suid nosuid subpath volume-subpath
  tmpfs-mode tmpfs-size tmpcopyup notmpcopyup mode size uid gid max no-dereference nocopy copy title digest name`);
const mountTypes = /^(?:bind|volume|tmpfs|image|artifact|ramfs|devpts)$/;
const otherFolders = 'may mount further folders of the host';

/** Why a `Volume=` reaches the host; undefined when it does not. */
export function checkVolume(value: string, scopes: QuadletScopes): string | undefined {
  const [source = '', target, ...rest] = value.replaceAll(/^["']+|["']+$/g, '').split(':');
  const options = rest.join(':').split(',').filter(Boolean);
  const unknown = options.find((option) => !volumeOptions.has(option.replace(/=.*$/s, '')));
  if (unknown !== undefined) return `its option ${unknown} ${otherFolders}`;
  if (target === undefined || !isHostPath(source)) return undefined;
  // `ro` and nothing else: z would relabel the host's own file.
  if (publicPaths.has(source) && options.join() === 'ro') return undefined;
  // U gives the files on the host another owner, also through a read-only mount.
  const isReadOnly = options.includes('ro') && !options.includes('U');
  return isReadOnly ? checkHostPath(source, scopes) : checkWritableHostPath(source, scopes);
}

/** Why a `Mount=` reaches the host; undefined when it does not. */
export function checkMount(value: string, scopes: QuadletScopes): string | undefined {
  const fields = splitCsv(value.trim()).map((field) => {
    const [name = '', ...rest] = field.trim().split('=');
    return { name, value: rest.join('='), text: field.trim() };
  });
  const isReadOnly = fields.some(isReadOnlyField) && !fields.some(({ name }) => /^(?:U|chown|rw)$/.test(name));
  const checkSource = isReadOnly ? checkHostPath : checkWritableHostPath;
  for (const field of fields) {
    if (!mountFields.has(field.name)) return `its option ${field.name} ${otherFolders}`;
    if (field.name === 'type' && !mountTypes.test(field.value)) {
      return 'what such a mount shows of the host cannot be known here';
    }
    const isSource = field.name === 'src' || field.name === 'source';
    const reason = isSource && isHostPath(field.value) ? checkSource(field.value, scopes) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** As podman reads it: `ro=yes` is no truth for it and mounts writable. */
function isReadOnlyField({ name, value, text }: { name: string; value: string; text: string }): boolean {
  return (name === 'ro' || name === 'readonly') && (text === name || /^(?:1|t|T|true|TRUE|True)$/.test(value));
}
