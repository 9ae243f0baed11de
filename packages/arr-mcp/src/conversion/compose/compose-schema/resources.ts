import { z } from 'zod';

import { forms } from './forms.ts';
import { Options, TextMap } from './key-values.ts';
import { section } from './section.ts';
import { Flag, Text } from './texts.ts';

/** `external: true`, or the older mapping with a name. */
const External = forms('true, false or a mapping with name is expected', {
  text: Flag.transform((isExternal): { isExternal: boolean; name?: string } => ({ isExternal })),
  map: section({ name: Text.exactOptional() }).transform(({ name }) => ({
    isExternal: true,
    ...(name === undefined ? {} : { name }),
  })),
});

const common = { name: Text.exactOptional(), external: External.exactOptional(), labels: TextMap.exactOptional() };

export const networkShape = {
  ...common,
  driver: Text.exactOptional(),
  driver_opts: Options.exactOptional(),
  internal: Flag.exactOptional(),
  enable_ipv4: Flag.exactOptional(),
  enable_ipv6: Flag.exactOptional(),
  attachable: Flag.exactOptional(),
  ipam: section({
    driver: Text.exactOptional(),
    config: z
      .array(
        section({
          subnet: Text.exactOptional(),
          gateway: Text.exactOptional(),
          ip_range: Text.exactOptional(),
          aux_addresses: Options.exactOptional(),
        }),
      )
      .exactOptional(),
    options: Options.exactOptional(),
  }).exactOptional(),
};

export const volumeShape = { ...common, driver: Text.exactOptional(), driver_opts: Options.exactOptional() };

const file = {
  ...common,
  file: Text.exactOptional(),
  environment: Text.exactOptional(),
  driver: Text.exactOptional(),
  driver_opts: Options.exactOptional(),
  template_driver: Text.exactOptional(),
};

export const secretShape = file;
export const configShape = { ...file, content: Text.exactOptional() };

export const Network = section(networkShape);
export const Volume = section(volumeShape);
export const Secret = section(secretShape);
export const Config = section(configShape);
