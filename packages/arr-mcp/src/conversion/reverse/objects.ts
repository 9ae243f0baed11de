import type { OutputNetwork, OutputVolume } from './compose-output.ts';
import { Note } from './conversion-log.ts';
import { networkFileRules, volumeFileRules } from './object-files.ts';
import type { SetMember } from './quadlet-set.ts';
import { type Conversion, type RuleBook, applyRules, understood, unsupported } from './rule.ts';
import { supportBook } from './systemd-rules.ts';
import { ownName } from './top-level.ts';

const networkBook = supportBook<OutputNetwork>('Network', networkFileRules);
const volumeBook = supportBook<OutputVolume>('Volume', volumeFileRules);
const noSetting = unsupported<null>('compose has no such setting; log in with podman login and pull it once');

/** What each key of `[Image]` becomes: a service has only the image's name and platform. */
export const imageFileRules = {
  AllTags: unsupported<null>('compose pulls the tag that it uses', 'info'),
  Arch: understood<null>(),
  AuthFile: noSetting,
  CertDir: noSetting,
  ContainersConfModule: noSetting,
  Creds: noSetting,
  DecryptionKey: noSetting,
  GlobalArgs: noSetting,
  Image: understood<null>(),
  ImageTag: unsupported<null>('compose names images by where they come from', 'info'),
  OS: understood<null>(),
  PodmanArgs: noSetting,
  Policy: unsupported<null>('write pull_policy at the service', 'info'),
  Retry: unsupported<null>('compose pulls an image once', 'info'),
  RetryDelay: unsupported<null>('compose pulls an image once', 'info'),
  ServiceName: understood<null>(),
  TLSVerify: noSetting,
  Variant: understood<null>(),
};
const imageBook = supportBook<null>('Image', imageFileRules);
const kubeBook: RuleBook<null> = {
  sections: {},
  other: () => unsupported('compose reads no Kubernetes files: write the containers as services'),
};

/** Adds the networks and volumes of a set, and gives account of its images and of what compose has nothing for. */
export function addObjects(conversion: Conversion): void {
  const { log, output, set } = conversion;
  for (const member of set.ofKind('network')) addNetwork(member, conversion);
  for (const member of set.ofKind('volume')) {
    const draft: OutputVolume = ownName(member, { project: set.project, nameKey: 'VolumeName' });
    if (Object.hasOwn(output.volumes, member.key)) tellTwice(member, 'volume', conversion);
    output.volumes[member.key] = draft;
    applyRules(volumeBook, { member, draft }, conversion);
  }
  for (const member of set.ofKind('image')) applyRules(imageBook, { member, draft: null }, conversion);
  for (const member of set.ofKind('kube')) {
    applyRules(kubeBook, { member, draft: null }, conversion);
    const note = new Note(log, member.fileName, 'Kube');
    note.dropped('compose reads no Kubernetes files: write its containers as services', 'error');
  }
}

function addNetwork(member: SetMember, conversion: Conversion): void {
  const { output, set } = conversion;
  const draft: OutputNetwork = ownName(member, { project: set.project, nameKey: 'NetworkName' });
  if (Object.hasOwn(output.networks, member.key)) tellTwice(member, 'network', conversion);
  // The default network as well: podman-compose wants what a service names to be declared.
  output.networks[member.key] = draft;
  applyRules(networkBook, { member, draft }, conversion);
}

/** Two files of one key would become one thing, with the data of both in it. */
export function tellTwice(member: SetMember, what: 'service' | 'network' | 'volume', { log }: Conversion): void {
  const note = new Note(log, member.fileName, 'file');
  note.dropped(`another file is the ${what} ${member.key} as well: rename one of them`, 'error', 'invalid');
}
