import type { OutputBlkio, OutputService } from './compose-output.ts';
import type { Place } from './rule.ts';

type FlagRule = (value: string, place: Place<OutputService>) => void;
type RateKey = 'device_read_bps' | 'device_write_bps' | 'device_read_iops' | 'device_write_iops';

/** The flags of `podman run` that stand under `blkio_config`. */
export const blockFlags: Readonly<Record<string, FlagRule>> = {
  'blkio-weight': (value, place) => merge(place, { weight: place.text(value) }),
  'blkio-weight-device': (value, place) => {
    const [path, weight] = splitLast(place.text(value));
    merge(place, { weight_device: [...(place.draft.blkio_config?.weight_device ?? []), { path, weight }] });
  },
  'device-read-bps': rate('device_read_bps'),
  'device-write-bps': rate('device_write_bps'),
  'device-read-iops': rate('device_read_iops'),
  'device-write-iops': rate('device_write_iops'),
};

function rate(key: RateKey): FlagRule {
  return (value, place) => {
    const [path, limit] = splitLast(place.text(value));
    merge(place, { [key]: [...(place.draft.blkio_config?.[key] ?? []), { path, rate: limit }] });
  };
}

function merge({ draft }: Place<OutputService>, added: OutputBlkio): void {
  draft.blkio_config = { ...draft.blkio_config, ...added };
}

function splitLast(text: string): [string, string] {
  const colon = text.lastIndexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}
