import { z } from 'zod';

import type { Dependency } from '../service-parts.ts';
import { forms } from './forms.ts';
import { Options } from './key-values.ts';
import { section } from './section.ts';
import { Flag, Mode, NumberText, Text, Texts, oneOf } from './texts.ts';

const FileReference = forms('a name, or a mapping with source, is expected', {
  text: Text.transform((source) => ({ source })),
  map: section({
    source: Text,
    target: Text.exactOptional(),
    uid: Text.exactOptional(),
    gid: Text.exactOptional(),
    mode: Mode.exactOptional(),
  }),
});

/** Secrets or configs that a service uses. */
export const FileReferences = z.array(FileReference, { error: 'a list of names is expected' });

const started: Dependency = { condition: 'service_started', required: true, restart: false };
const Condition = oneOf('service_started', 'service_healthy', 'service_completed_successfully');
const WrittenDependency = section({
  condition: Condition.default('service_started'),
  required: Flag.default(true),
  restart: Flag.default(false),
});

export const DependsOn = forms('a list of services, or a mapping, is expected', {
  list: Texts.transform((names): Record<string, Dependency> =>
    Object.fromEntries(names.map((name) => [name, started])),
  ),
  map: z.record(z.string(), WrittenDependency).transform((map): Record<string, Dependency> => map),
});

const Attachment = section({
  aliases: Texts.exactOptional(),
  interface_name: Text.exactOptional(),
  ipv4_address: Text.exactOptional(),
  ipv6_address: Text.exactOptional(),
  link_local_ips: Texts.exactOptional(),
  mac_address: Text.exactOptional(),
  driver_opts: Options.exactOptional(),
  priority: NumberText.exactOptional(),
  gw_priority: NumberText.exactOptional(),
});
type Attachment = z.output<typeof Attachment>;

export const Attachments = forms('a list of networks, or a mapping, is expected', {
  list: Texts.transform((names): Record<string, Attachment> => Object.fromEntries(names.map((name) => [name, {}]))),
  map: z.record(
    z.string(),
    Attachment.nullable().transform((attachment) => attachment ?? {}),
  ),
});

interface EnvFile {
  readonly path: string;
  readonly required: boolean;
  readonly format?: string;
}

const onePath = Text.transform((path): EnvFile => ({ path, required: true }));

export const EnvFiles = forms('a path or a list of paths is expected', {
  text: onePath.transform((file) => [file]),
  list: z.array(
    forms('a path, or a mapping with path, is expected', {
      text: onePath,
      map: section({ path: Text, required: Flag.default(true), format: Text.exactOptional() }).transform(
        ({ path, required, format }): EnvFile => ({ path, required, ...(format === undefined ? {} : { format }) }),
      ),
    }),
  ),
});
