import { forms } from './forms.ts';
import { ExtraHosts, KeysAndValues, TextMap } from './key-values.ts';
import { Ulimits } from './limits.ts';
import { FileReferences } from './references.ts';
import { section } from './section.ts';
import { Flag, Size, Text, Texts } from './texts.ts';

export const buildShape = {
  context: Text.default('.'),
  dockerfile: Text.exactOptional(),
  dockerfile_inline: Text.exactOptional(),
  target: Text.exactOptional(),
  args: KeysAndValues.exactOptional(),
  labels: TextMap.exactOptional(),
  tags: Texts.exactOptional(),
  network: Text.exactOptional(),
  secrets: FileReferences.exactOptional(),
  pull: Flag.exactOptional(),
  no_cache: Flag.exactOptional(),
  platforms: Texts.exactOptional(),
  cache_from: Texts.exactOptional(),
  cache_to: Texts.exactOptional(),
  ssh: forms('default, a list of id=key, or a mapping, is expected', {
    text: Text.transform((text) => [text]),
    list: Texts,
    map: TextMap.transform((map) => Object.entries(map).map(([id, key]) => (key === '' ? id : `${id}=${key}`))),
  }).exactOptional(),
  shm_size: Size.exactOptional(),
  ulimits: Ulimits.exactOptional(),
  extra_hosts: ExtraHosts.exactOptional(),
  additional_contexts: TextMap.exactOptional(),
  isolation: Text.exactOptional(),
  entitlements: Texts.exactOptional(),
  privileged: Flag.exactOptional(),
  provenance: Text.exactOptional(),
  sbom: Text.exactOptional(),
};

const Long = section(buildShape).superRefine(({ dockerfile, dockerfile_inline: inline }, context) => {
  if (dockerfile !== undefined && inline !== undefined) {
    context.addIssue('dockerfile and dockerfile_inline are alternatives; keep one of them');
  }
});

export const Build = forms('a path, or a mapping with context, is expected', {
  text: Text.transform((context) => ({ context })),
  map: Long,
});
