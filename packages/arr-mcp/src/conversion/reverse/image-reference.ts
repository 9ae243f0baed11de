import { quadletValues } from '@arr-mcp/helper-protocol';

import { toBuild } from './build-file.ts';
import type { OutputService } from './compose-output.ts';
import { type SetMember, singleValue } from './quadlet-set.ts';
import type { Place } from './rule.ts';

/** `Image=`: a name, or a `.build` or `.image` of the set. */
export function addImage(value: string, place: Place<OutputService>): void {
  const { draft, note, set, text } = place;
  if (!/\.(?:build|image)$/.test(value)) {
    draft.image = text(value);
    return;
  }
  const member = set.find(value);
  if (member === undefined) {
    note.dropped(
      `${value} is not among the files: convert it together with them, or name the image itself`,
      'error',
      'file-missing',
    );
  } else if (member.kind === 'image') {
    draft.image = text(singleValue(member, 'Image') ?? '');
    addPlatform(member, place);
  } else {
    addBuild(member, place);
  }
}

function addPlatform(member: SetMember, { draft, text }: Place<OutputService>): void {
  const [os, arch, variant] = ['OS', 'Arch', 'Variant'].map((key) => singleValue(member, key));
  if (os === undefined && arch === undefined) return;
  draft.platform = text(
    [os ?? 'linux', ...(arch === undefined ? [] : [arch]), ...(variant === undefined ? [] : [variant])].join('/'),
  );
}

function addBuild(member: SetMember, place: Place<OutputService>): void {
  const { draft, note, output, text } = place;
  const [tag, ...others] = quadletValues(member.file, 'Build', 'ImageTag').map(text);
  if (tag !== undefined) draft.image = tag;
  if (Object.values(output.services).some((service) => service.image === tag && service.build !== undefined)) {
    note.changed(`${member.fileName} is built by the service that uses it first`);
    return;
  }
  const build = toBuild(member, place);
  draft.build = others.length === 0 ? build : { ...build, tags: others };
}
