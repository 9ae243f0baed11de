import { z } from 'zod';

import { AppError } from '../../../errors.ts';
import type { ComposePort } from '../service-parts.ts';
import { forms, readText, textAs } from './forms.ts';
import { section } from './section.ts';
import { Text } from './texts.ts';

const portRange = /^(\d{1,5})(?:-(\d{1,5}))?$/;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F:.]*(?:%\w+)?)$/;

const PortRange = textAs('a port, or a range such as 3000-3005, is expected', (text) =>
  portSize(text) === undefined ? undefined : text,
);

const Short = readText(readShortPort, 'a port is expected');
const Long = section({
  target: PortRange,
  published: PortRange.exactOptional(),
  host_ip: Text.transform((ip) => ip.replace(/^\[(.*)\]$/, '$1')).exactOptional(),
  protocol: Text.exactOptional(),
  name: Text.exactOptional(),
  app_protocol: Text.exactOptional(),
  mode: Text.exactOptional(),
});

const Port = forms('a port such as "8080:80", or a mapping, is expected', { text: Short, map: Long });

export const Ports = z.array(Port, { error: 'a list of ports is expected' });

/**
 * Reads `[[address:]published:]target[/protocol]`.
 * @throws AppError `invalid_argument`
 */
export function readShortPort(text: string): ComposePort {
  const [ports = '', protocol] = text.split('/', 2);
  const parts = ports.split(':');
  const target = parts.pop() ?? '';
  const published = parts.pop() ?? '';
  const ip = parts.join(':').replace(/^\[(.*)\]$/, '$1');
  const size = portSize(target);
  if (size === undefined) throw wrongPort(text, `${target || 'nothing'} is no port of the container`);
  const publishedSize = published === '' ? size : portSize(published);
  if (publishedSize === undefined) throw wrongPort(text, `${published} is no port of the host`);
  // Several published ports for one target mean any free one of them.
  if (publishedSize !== size && size !== 1) throw wrongPort(text, 'the two ranges differ in length');
  if (ip !== '' && !address.test(ip)) throw wrongPort(text, `${ip} is no IP address`);
  return {
    target,
    ...(published === '' ? {} : { published }),
    ...(ip === '' ? {} : { host_ip: ip }),
    ...(protocol === undefined ? {} : { protocol }),
  };
}

/** How many ports a range has; undefined when it is none. */
function portSize(text: string): number | undefined {
  const match = portRange.exec(text);
  if (match === null) return undefined;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  return last > 65_535 || last < first ? undefined : last - first + 1;
}

function wrongPort(text: string, problem: string): AppError {
  return new AppError(
    'invalid_argument',
    `a port such as "127.0.0.1:8080:80/tcp" is expected; in "${text}" ${problem}`,
  );
}
