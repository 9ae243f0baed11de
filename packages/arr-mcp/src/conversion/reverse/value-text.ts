// The signs that systemd replaces, as compose writes the same: `%h` becomes `${HOME}`, a plain `$` becomes `$$`.

/** What the replacement of a text needs to know, and where it tells of what it cannot keep. */
export interface TextSource {
  /** `media-app`, or `media@one` of a template */
  readonly unitName: string;
  /** `[Service] Environment=`, which systemd replaces `${NAME}` with */
  readonly variables: ReadonlyMap<string, string>;
  readonly note: {
    changed(text: string): void;
    approximated(text: string): void;
    dropped(text: string): void;
  };
}

const state = '${XDG_STATE_HOME:-${HOME}/.local/state}';
const specifiers: Readonly<Record<string, string>> = {
  h: '${HOME}',
  t: '${XDG_RUNTIME_DIR}',
  u: '${USER}',
  U: '${UID}',
  G: '${GID}',
  s: '${SHELL}',
  H: '${HOSTNAME}',
  E: '${XDG_CONFIG_HOME:-${HOME}/.config}',
  C: '${XDG_CACHE_HOME:-${HOME}/.cache}',
  S: state,
  L: `${state}/log`,
  T: '/tmp',
  V: '/var/tmp',
};
/** Not exported by a login shell, so that compose finds them only when somebody sets them. */
const unexported = new Set(['U', 'G', 'H']);
const sign = /%%|%([A-Za-z])|\$\$|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$/g;

/** A text of a command line (nearly every key of Quadlet's own sections), for a value in a compose file. */
export function toComposeText(raw: string, source: TextSource): string {
  const whole = /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(raw)?.[1];
  if (whole !== undefined) return toVariable(whole, source);
  return raw.replaceAll(sign, (found, letter?: string, variable?: string) => {
    if (found === '%%') return '%';
    if (letter !== undefined) return toSpecifier(letter, source);
    return variable === undefined ? '$$' : toVariable(variable, source);
  });
}

/** As `toComposeText`, for a key of a map: compose replaces nothing there. */
export function toKeyText(raw: string, source: TextSource): string {
  return literalText(toComposeText(raw, source));
}

/** A text of a compose file in which nothing is to be replaced, as it is meant. */
export function literalText(text: string): string {
  return text.replaceAll('$$', '$');
}

/** A constant for a compose file. */
export function escapeDollars(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function toVariable(name: string, { variables, note }: TextSource): string {
  const known = variables.get(name);
  if (known !== undefined) return escapeDollars(known);
  note.approximated(`systemd replaces \${${name}}; compose takes it from .env or its environment: set ${name} there`);
  return `\${${name}}`;
}

function toSpecifier(letter: string, { unitName, note }: TextSource): string {
  const [prefix = '', instance = ''] = unitName.split('@', 2);
  const names: Readonly<Record<string, string>> = {
    n: `${unitName}.service`,
    N: unitName,
    p: prefix,
    P: prefix,
    i: instance,
    I: instance,
    j: prefix.slice(prefix.lastIndexOf('-') + 1),
  };
  const name = names[letter];
  if (name !== undefined) {
    note.changed(`%${letter} is written as ${JSON.stringify(name)}`);
    return name;
  }
  const text = specifiers[letter];
  if (text === undefined) {
    note.dropped(`compose knows nothing like systemd's %${letter}: it stands there as it is, write the value instead`);
    return `%${letter}`;
  }
  if (unexported.has(letter)) note.approximated(`%${letter} becomes ${text}: set it in .env`);
  return text;
}
