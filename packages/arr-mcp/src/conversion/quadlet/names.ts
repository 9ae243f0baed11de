import { type QuadletKind, QuadletName, quadletService } from '@arr-mcp/helper-protocol';

import type { SubjectReport } from './rule.ts';
import { InexpressibleError } from './write-value.ts';

/** Gives each thing of a project a file name that is its own, and notices when two would share a unit. */
export class UnitNames {
  readonly #project: string;
  /** generated service → subject that has it */
  readonly #taken = new Map<string, string>();

  constructor(project: string) {
    this.#project = project;
  }

  /** The name for a key of the project; reported where it had to be changed or cannot be had. */
  claim(kind: QuadletKind, key: string, report: SubjectReport): void {
    const name = this.of(key);
    const service = quadletService(name, kind);
    const owner = this.#taken.get(service);
    if (!QuadletName.safeParse(name).success) {
      report.error(
        'name',
        'invalid',
        `${JSON.stringify(name)} is no name for a Quadlet: rename the project or the key`,
      );
    } else if (owner !== undefined && owner !== report.subject) {
      report.error('name', 'invalid', `its unit would be ${service}, as that of ${owner}: rename one of them`);
    } else if (name !== `${this.#project}-${key}`) {
      report.info('name', 'approximated', `a Quadlet's name holds letters, digits, _ and - only: it is called ${name}`);
    }
    this.#taken.set(service, owner ?? report.subject);
  }

  /** A key whose name nothing else has, for a volume that has none of its own. */
  claimFree(kind: QuadletKind, wanted: string, subject: string): string {
    const base = toNameCharacters(wanted);
    let key = base;
    for (let count = 2; this.#taken.has(quadletService(this.of(key), kind)); count += 1) key = `${base}-${count}`;
    this.#taken.set(quadletService(this.of(key), kind), subject);
    return key;
  }

  /** `project-key`, with other characters as `-`. */
  of(key: string): string {
    return `${this.#project}-${toNameCharacters(key)}`;
  }
}

function toNameCharacters(key: string): string {
  return key.replaceAll(/[^a-zA-Z0-9_-]/g, '-');
}

/**
 * A name of a container, network, volume or pod, as Podman takes it.
 * @throws InexpressibleError for any other text
 */
export function checkObjectName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u001F\u007F]/.test(name)) throw new InexpressibleError('a name holds no control character');
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) {
    throw new InexpressibleError(`${JSON.stringify(name)} is no name for Podman: letters, digits, _ . and - only`);
  }
  return name;
}

/**
 * The name of something that exists already, where Quadlet would take a name with such an ending for a unit.
 * @throws InexpressibleError for such an ending
 */
export function checkExternalName(name: string): string {
  if (/\.(?:container|network|volume|pod|image|build|kube)$/.test(name)) {
    throw new InexpressibleError(`Quadlet would take ${JSON.stringify(name)} for the name of a unit`);
  }
  return checkObjectName(name);
}
