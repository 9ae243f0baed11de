import { z } from 'zod';

import { forms, textAs } from './forms.ts';
import { TextMap } from './key-values.ts';
import { section } from './section.ts';
import { NumberText, Text, Texts, oneOf } from './texts.ts';

const Limit = textAs('a whole number is expected', (text) => (/^-?\d+$/.test(text) ? text : undefined));

export const Ulimits = z.record(
  z.string(),
  forms('a number, or a mapping with soft and hard, is expected', {
    text: Limit.transform((limit) => ({ soft: limit, hard: limit })),
    map: section({ soft: Limit, hard: Limit }),
  }),
  { error: 'a mapping of limits is expected' },
);

const BlkioLimits = z.array(section({ path: Text, rate: Text }));

export const Blkio = section({
  weight: NumberText.exactOptional(),
  weight_device: z.array(section({ path: Text, weight: NumberText })).exactOptional(),
  device_read_bps: BlkioLimits.exactOptional(),
  device_write_bps: BlkioLimits.exactOptional(),
  device_read_iops: BlkioLimits.exactOptional(),
  device_write_iops: BlkioLimits.exactOptional(),
});

const DeviceRequest = section({
  capabilities: Texts.exactOptional(),
  count: textAs('a number or all is expected', (text) =>
    /^(?:\d+|-1|all)$/.test(text) ? text : undefined,
  ).exactOptional(),
  device_ids: Texts.exactOptional(),
  driver: Text.exactOptional(),
  options: TextMap.exactOptional(),
});

export const DeviceRequests = z.array(DeviceRequest, { error: 'a list of devices is expected' });

export const Gpus = forms('all, or a list of devices, is expected', {
  text: oneOf('all').transform((count) => [{ count }]),
  list: DeviceRequests,
});

const Device = forms('a device such as /dev/dri:/dev/dri, or a mapping, is expected', {
  text: textAs('a device such as /dev/dri:/dev/dri:rwm is expected', readShortDevice),
  map: section({ source: Text, target: Text.exactOptional(), permissions: Text.exactOptional() }),
});

export const Devices = z.array(Device, { error: 'a list of devices is expected' });

interface ShortDevice {
  source: string;
  target?: string;
  permissions?: string;
}

function readShortDevice(text: string): ShortDevice | undefined {
  const [source = '', second, third, ...more] = text.split(':');
  if (source === '' || second === '' || more.length > 0) return undefined;
  if (second === undefined) return { source };
  if (third === undefined && /^[rwm]{1,3}$/.test(second)) return { source, permissions: second };
  return { source, target: second, ...(third === undefined ? {} : { permissions: third }) };
}
