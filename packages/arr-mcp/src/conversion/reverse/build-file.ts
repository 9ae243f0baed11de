import type { OutputBuild } from './compose-output.ts';
import { addBuildArguments } from './build-arguments.ts';
import { toMap } from './pairs.ts';
import { type SetMember, singleValue } from './quadlet-set.ts';
import {
  type Conversion,
  type Place,
  type Rules,
  applyRules,
  several,
  single,
  toPlace,
  understood,
  unsupported,
} from './rule.ts';
import { addBuildSecret } from './secret-reference.ts';
import { supportBook } from './systemd-rules.ts';
import { networkKey } from './top-level.ts';

type Build = Place<OutputBuild>;

const noSetting = 'the builds of compose have no such setting';

/** What each key of `[Build]` becomes. */
export const buildRules: Rules<OutputBuild> = {
  Annotation: unsupported(noSetting),
  Arch: understood(),
  AuthFile: unsupported('log in with podman login instead'),
  BuildArg: toMap('words', 'args'),
  ContainersConfModule: unsupported(noSetting),
  DNS: unsupported(noSetting),
  DNSOption: unsupported(noSetting),
  DNSSearch: unsupported(noSetting),
  Environment: unsupported('set the variable in the Dockerfile with ENV, or as an argument'),
  File: understood(),
  ForceRM: unsupported(noSetting, 'info'),
  GlobalArgs: unsupported(noSetting),
  GroupAdd: unsupported(noSetting),
  IgnoreFile: unsupported('name it .containerignore and put it into the context'),
  ImageTag: understood(),
  Label: toMap('words', 'labels'),
  Network: single((value, place) => {
    const network = value.endsWith('.network') ? place.output.networks[networkKey(value, place)]?.name : undefined;
    place.draft.network = network ?? place.text(value);
  }),
  PodmanArgs: several('words', addBuildArguments),
  Pull: single((value, { draft, note }) => {
    if (value === 'always') draft.pull = true;
    else if (value !== 'missing') note.approximated('compose pulls the base images always, or when they are missing');
  }),
  Retry: unsupported(noSetting, 'info'),
  RetryDelay: unsupported(noSetting, 'info'),
  Secret: several('words', (values, place) => values.forEach((value) => addBuildSecret(value, place))),
  ServiceName: understood(),
  SetWorkingDirectory: understood(),
  Target: single((value, { draft, text }) => {
    draft.target = text(value);
  }),
  TLSVerify: unsupported(noSetting),
  Variant: understood(),
  Volume: unsupported('a build of compose mounts nothing; use RUN --mount in the Dockerfile', 'error'),
};

const book = supportBook<OutputBuild>('Build', buildRules);

/** The `build:` of a service from a `.build` file. */
export function toBuild(member: SetMember, conversion: Conversion): OutputBuild {
  const draft: OutputBuild = { context: '.' };
  const place = toPlace({ ...pick(conversion), member, draft }, 'Build.SetWorkingDirectory');
  setContext(place);
  setPlatform(place);
  applyRules(book, { member, draft }, pick(conversion));
  return draft;
}

function pick({ set, output, log }: Conversion): Conversion {
  return { set, output, log };
}

/** As Quadlet: the folder that is named, else that of the Dockerfile, else that of the Quadlet. */
function setContext(place: Build): void {
  const { draft, member, note, text } = place;
  const folder = singleValue(member, 'SetWorkingDirectory');
  const file = singleValue(member, 'File');
  const isAddress = file !== undefined && /^(?:https?|git):|\.git(?:#|$)/.test(file);
  if (isAddress) {
    draft.context = text(file);
  } else if (folder !== undefined && !['unit', 'yaml', 'file'].includes(folder)) {
    draft.context = text(folder);
  } else if (file !== undefined && file.startsWith('/') && folder !== 'unit') {
    draft.context = text(file.slice(0, Math.max(1, file.lastIndexOf('/'))));
  } else {
    note.approximated('the context is now the folder of the compose file, not that of the Quadlet: write it in full');
  }
  if (file !== undefined && !isAddress) draft.dockerfile = text(file);
}

function setPlatform({ draft, member, text }: Build): void {
  const [arch, variant] = ['Arch', 'Variant'].map((key) => singleValue(member, key));
  if (arch === undefined) return;
  draft.platforms = [text(['linux', arch, ...(variant === undefined ? [] : [variant])].join('/'))];
}
