import {
  type QuadletFile,
  type QuadletKind,
  parseQuadletFile,
  quadletSection,
  quadletService,
  quadletValues,
  readQuadletMarker,
  trimQuotes,
} from '@arr-mcp/helper-protocol';

import type { QuadletText } from '../quadlet/quadlet-text.ts';
import type { ConversionLog } from './conversion-log.ts';
import { type DropIn, mergeDropIns } from './merge-drop-ins.ts';
import { toKeyText } from './value-text.ts';

/** A Quadlet and the drop-ins that belong to it. */
export interface QuadletInput extends QuadletText {
  /** `name` with the folder: `app.container.d/10-image.conf` */
  readonly dropIns?: readonly { readonly name: string; readonly text: string }[];
}

/** One Quadlet of the set, with its drop-ins merged. */
export interface SetMember {
  /** `media-app.container` */
  readonly fileName: string;
  /** `media-app`; of a template that names its own instance, `media@one` */
  readonly name: string;
  readonly kind: QuadletKind;
  readonly file: QuadletFile;
  /** the service that systemd knows it by */
  readonly unit: string;
  /** what it is called in the compose file */
  readonly key: string;
}

/** The Quadlets that are converted together, and how they find each other. */
export class QuadletSet {
  readonly members: readonly SetMember[];
  readonly project: string | undefined;
  readonly #byFile: ReadonlyMap<string, SetMember>;
  readonly #byUnit: ReadonlyMap<string, SetMember>;

  constructor(members: readonly SetMember[], project: string | undefined) {
    this.members = members;
    this.project = project;
    this.#byFile = new Map(members.map((member) => [member.fileName, member]));
    this.#byUnit = new Map(members.map((member) => [member.unit, member]));
  }

  /** By file name (`media-app.container`) or by unit (`media-app.service`). */
  find(reference: string): SetMember | undefined {
    return this.#byFile.get(reference) ?? this.#byUnit.get(reference);
  }

  /** The container that Podman knows by this name. */
  findContainer(name: string): SetMember | undefined {
    return this.ofKind('container').find((member) => containerName(member) === name);
  }

  /** The name of the image that an `.image` or `.build` of the set gives. */
  imageOf(member: SetMember): string | undefined {
    return singleValue(member, 'ImageTag') ?? singleValue(member, 'Image');
  }

  ofKind(kind: QuadletKind): SetMember[] {
    return this.members.filter((member) => member.kind === kind);
  }
}

/** The name that Podman gives the container. */
export function containerName(member: SetMember): string {
  return objectName(member, 'ContainerName') ?? `systemd-${member.name.replace('@', '_')}`;
}

/** The name of an object of Podman that a key sets, with systemd's signs (`%p`) replaced. */
export function objectName(member: SetMember, key: string): string | undefined {
  const name = singleValue(member, key);
  return name === undefined
    ? undefined
    : toKeyText(name, { unitName: member.name, variables: new Map(), note: silent });
}

// What a sign becomes is told where the key itself is read.
const silent = { changed: ignore, approximated: ignore, dropped: ignore };

function ignore(): void {
  // On purpose.
}

/** The last value of a key of the Quadlet's own section, without quotes at its ends. */
export function singleValue({ file, kind }: Pick<SetMember, 'file' | 'kind'>, key: string): string | undefined {
  const value = quadletValues(file, quadletSection[kind], key).at(-1);
  return value === undefined ? undefined : trimQuotes(value);
}

/** Reads the files; one that cannot be parsed is an error of the conversion, as the generator would give it up. */
export function readQuadletSet(
  files: readonly QuadletInput[],
  fallbackProject: string | undefined,
  log: ConversionLog,
): QuadletSet {
  const parsed = files.flatMap((input) => {
    const file = parseWithDropIns(input, log);
    return file === undefined ? [] : [{ input, file, origin: readOrigin(input) }];
  });
  const told = parsed.find(({ origin }) => origin !== undefined)?.origin?.project;
  const project = told ?? commonPrefix(files) ?? toProjectName(fallbackProject);
  const members = parsed.map(({ input: { name: base, kind }, file, origin }) => {
    const service = singleValue({ file, kind }, 'ServiceName');
    const instance = base.endsWith('@') ? quadletValues(file, 'Install', 'DefaultInstance').at(-1) : undefined;
    const name = `${base}${instance ?? ''}`;
    return {
      fileName: `${base}.${kind}`,
      name,
      kind,
      file,
      unit: service === undefined ? quadletService(name, kind) : `${service}.service`,
      key: origin?.key ?? toKey(name, project),
    };
  });
  return new QuadletSet(members, project);
}

function parseWithDropIns({ name, kind, text, dropIns = [] }: QuadletInput, log: ConversionLog) {
  const subject = `${name}.${kind}`;
  const read = (where: string, content: string): QuadletFile | undefined => {
    const result = parseQuadletFile(content);
    if (result.ok) return result.file;
    for (const { line, message } of result.problems) {
      log.tell({
        subject,
        attribute: where,
        level: 'error',
        code: 'invalid',
        text: `line ${line} ${message}: correct it, Quadlet itself does not read the file`,
      });
    }
    return undefined;
  };
  const file = read('file', text);
  const merged: DropIn[] = [];
  for (const dropIn of dropIns) {
    const added = read(dropIn.name, dropIn.text);
    if (added !== undefined) merged.push({ name: dropIn.name, file: added });
  }
  return file === undefined ? undefined : mergeDropIns(file, merged);
}

const subjects: Readonly<Partial<Record<QuadletKind, string>>> = {
  container: 'services.',
  network: 'networks.',
  volume: 'volumes.',
};

/** The project and key that the conversion from compose wrote into the first line; a key only of the file's own kind. */
function readOrigin({ text, kind }: QuadletText): { readonly project: string; readonly key?: string } | undefined {
  const origin = readQuadletMarker(text);
  if (origin === undefined) return undefined;
  const start = subjects[kind];
  if (start === undefined || !origin.subject.startsWith(start)) return { project: origin.project };
  return { project: origin.project, key: origin.subject.slice(start.length) };
}

/** `P` when all names start with `P-` and there are two at least; one alone says nothing about a project. */
function commonPrefix(files: readonly QuadletInput[]): string | undefined {
  const [first, ...others] = files.map(({ name }) => name.split('-'));
  if (first === undefined || others.length === 0) return undefined;
  let length = Math.min(first.length, ...others.map((parts) => parts.length)) - 1;
  while (length > 0 && !others.every((parts) => startsAlike(parts, first, length))) length -= 1;
  const prefix = first.slice(0, length).join('-');
  return /^[a-z0-9][a-z0-9_-]*$/.test(prefix) ? prefix : undefined;
}

function startsAlike(parts: readonly string[], others: readonly string[], length: number): boolean {
  return parts.slice(0, length).every((part, index) => part === others[index]);
}

/** As compose makes one of a folder's name. */
function toProjectName(folder: string | undefined): string | undefined {
  const name = folder
    ?.toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
  return name === '' ? undefined : name;
}

function toKey(name: string, project: string | undefined): string {
  const prefix = `${project ?? ''}-`;
  const bare = project !== undefined && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return bare.replaceAll(/[^a-zA-Z0-9._-]/g, '-').replace(/^[._-]+|-+$/g, '');
}
