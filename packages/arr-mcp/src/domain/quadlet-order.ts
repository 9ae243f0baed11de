import {
  type QuadletKind,
  type QuadletName,
  parseQuadletFile,
  quadletSection,
  quadletService,
  quadletValues,
  splitWords,
} from '@arr-mcp/helper-protocol';

/** A Quadlet that is to be installed. */
export interface StagedQuadlet {
  readonly name: QuadletName;
  readonly kind: QuadletKind;
  readonly content: string;
}

// What others refer to comes first: a Quadlet that names a file which is not there yet is refused.
const kindOrder: readonly QuadletKind[] = ['image', 'build', 'network', 'volume', 'pod', 'container', 'kube'];

/** The order in which Quadlets can be installed and started: each after what it refers to; else by kind and name. */
export function orderQuadlets<Staged extends StagedQuadlet>(staged: readonly Staged[]): Staged[] {
  const sorted = staged.toSorted(
    (a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) || (a.name < b.name ? -1 : 1),
  );
  const ordered = new Set<Staged>();
  const visiting = new Set<Staged>();
  const visit = (quadlet: Staged): void => {
    // A circle cannot be put in order; systemd tells which one when it is started.
    if (ordered.has(quadlet) || visiting.has(quadlet)) return;
    visiting.add(quadlet);
    const references = listReferences(quadlet);
    sorted.filter((other) => isNamed(other, references)).forEach(visit);
    ordered.add(quadlet);
  };
  sorted.forEach(visit);
  return [...ordered];
}

export function fileNameOf({ name, kind }: Pick<StagedQuadlet, 'name' | 'kind'>): string {
  return `${name}.${kind}`;
}

/** Whether a Quadlet is among what others refer to. */
export function isNamed(quadlet: Pick<StagedQuadlet, 'name' | 'kind'>, references: ReadonlySet<string>): boolean {
  return references.has(fileNameOf(quadlet)) || references.has(quadletService(quadlet.name, quadlet.kind));
}

/** The files and units that a Quadlet names: `X.network` in `Network=`, `Volume=`, `Image=`, `Pod=`; units in `After=`. */
export function listReferences({ kind, content }: StagedQuadlet): Set<string> {
  const parsed = parseQuadletFile(content);
  if (!parsed.ok) return new Set();
  const values = (section: string, key: string): string[] => quadletValues(parsed.file, section, key);
  const section = quadletSection[kind];
  const files = ['Network', 'Volume', 'Image', 'Pod'].flatMap((key) => values(section, key));
  const mounts = values(section, 'Mount').flatMap((mount) =>
    mount.split(',').map((field) => field.replace(/^.*=/, '')),
  );
  return new Set([
    ...files.map((value) => value.replace(/:.*$/s, '')),
    ...mounts,
    ...values('Unit', 'After').flatMap(splitWords),
  ]);
}
