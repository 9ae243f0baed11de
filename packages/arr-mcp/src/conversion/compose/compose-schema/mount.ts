import { z } from 'zod';

import { AppError } from '../../../errors.ts';
import type { ComposeMount } from '../service-parts.ts';
import { forms, readText } from './forms.ts';
import { TextMap } from './key-values.ts';
import { section } from './section.ts';
import { Flag, Mode, Size, Text, oneOf } from './texts.ts';

const Long = section({
  type: oneOf('bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'),
  source: Text.exactOptional(),
  target: Text,
  read_only: Flag.exactOptional(),
  consistency: Text.exactOptional(),
  bind: section({
    propagation: Text.exactOptional(),
    create_host_path: Flag.exactOptional(),
    selinux: oneOf('z', 'Z').exactOptional(),
    recursive: oneOf('enabled', 'disabled', 'writable', 'readonly').exactOptional(),
  }).exactOptional(),
  volume: section({
    nocopy: Flag.exactOptional(),
    subpath: Text.exactOptional(),
    labels: TextMap.exactOptional(),
  }).exactOptional(),
  tmpfs: section({ size: Size.exactOptional(), mode: Mode.exactOptional() }).exactOptional(),
  image: section({ subpath: Text.exactOptional() }).exactOptional(),
}).superRefine(({ type, source }, context) => {
  const needsSource = type === 'bind' || type === 'image';
  if (needsSource && source === undefined) context.addIssue(`source is expected for a ${type} mount`);
});

const Mount = forms('a mount such as "./config:/config", or a mapping, is expected', {
  text: readText(readShortMount),
  map: Long,
});

export const Mounts = z.array(Mount, { error: 'a list of mounts is expected' });

// A volume may have one letter as well: `v:/data`.
const windowsPath = /^[A-Za-z]:(?:\\|\/[^:]*:[\\/])/;

/**
 * Reads `[source:]target[:mode]`; a source that starts with `/`, `.` or `~` is a path.
 * @throws AppError `invalid_argument`
 */
export function readShortMount(text: string): ComposeMount {
  if (windowsPath.test(text)) {
    throw new AppError('invalid_argument', `"${text}" starts with a path of Windows; write the path on this host`);
  }
  const [first = '', second, mode, ...more] = text.split(':');
  if (first === '' || second === '' || mode === '' || more.length > 0) {
    const problem = more.length > 0 ? 'has more than three parts' : 'has an empty part; is a variable not set?';
    throw new AppError('invalid_argument', `a mount such as "./config:/config:ro" is expected; "${text}" ${problem}`);
  }
  if (second === undefined) return { type: 'volume', target: first };
  const options = (mode ?? '').split(',').filter((word) => word !== '' && word !== 'ro' && word !== 'rw');
  return {
    type: /^[/.~]/.test(first) ? 'bind' : 'volume',
    source: first,
    target: second,
    ...(mode?.split(',').includes('ro') ? { read_only: true } : {}),
    ...(options.length === 0 ? {} : { options }),
  };
}
