import type { OutputBuild, OutputService } from './compose-output.ts';
import type { Place } from './rule.ts';
import { externalKey } from './top-level.ts';

/** `Secret=name[,target=…,uid=…,gid=…,mode=…]`: a secret of Podman's own, mounted as a file. */
export function addSecret(value: string, place: Place<OutputService>): void {
  const { draft, note, output, text } = place;
  const [first = '', ...rest] = text(value).split(',');
  const fields = new Map(rest.concat(first.includes('=') ? [first] : []).map(splitField));
  const name = fields.get('source') ?? first;
  if (fields.get('type') === 'env') {
    const variable = fields.get('target') ?? name;
    note.dropped(
      `compose gives no secret as a variable: mount ${name} as a file and point ${variable}_FILE to it, or set the variable`,
      'error',
    );
    return;
  }
  const key = externalKey(output.secrets, name);
  output.secrets[key] = { external: true, ...(key === name ? {} : { name }) };
  const settings = Object.fromEntries(
    (['target', 'uid', 'gid', 'mode'] as const).flatMap((each) => {
      const field = fields.get(each);
      return field === undefined ? [] : [[each, field]];
    }),
  );
  const entry = Object.keys(settings).length === 0 ? key : { source: key, ...settings };
  draft.secrets = [...(draft.secrets ?? []), entry];
}

/** `Secret=id=token,src=/srv/token.txt` of a build: a file that the build may read. */
export function addBuildSecret(value: string, { draft, note, output, text }: Place<OutputBuild>): void {
  const fields = new Map(text(value).split(',').map(splitField));
  const [id, file] = [fields.get('id'), fields.get('src') ?? fields.get('source')];
  if (id === undefined || file?.startsWith('/') !== true) {
    note.dropped(`name the file of the secret in full, as in id=token,src=/srv/token.txt: ${value}`, 'error');
    return;
  }
  const key = fileKey(output.secrets, { id, file });
  output.secrets[key] = { file };
  draft.secrets = [...(draft.secrets ?? []), ...(key === id ? [id] : [{ source: key, target: id }])];
}

/** The secret's own name, unless another file has it already. */
function fileKey(known: Place<unknown>['output']['secrets'], { id, file }: { id: string; file: string }): string {
  let key = id;
  for (let count = 2; known[key] !== undefined && known[key]?.file !== file; count += 1) key = `${id}-${count}`;
  return key;
}

function splitField(field: string): readonly [string, string] {
  const equals = field.indexOf('=');
  return equals === -1 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)];
}
