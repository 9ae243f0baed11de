import type { QuadletKind } from './names.ts';
import { checkMount, checkVolume } from './quadlet-mounts.ts';
import { checkHostPath, checkWritableHostPath } from './quadlet-paths.ts';
import type { QuadletScopes } from './quadlet-paths.ts';
import { checkPodmanArgs } from './quadlet-podman-args.ts';
import { firstReason, splitCsv, splitWords, trimQuotes } from './quadlet-words.ts';

/** Tells why a value reaches out of the container; undefined when it does not. */
type HostAccessRule = (value: string, scopes: QuadletScopes) => string | undefined;

const always =
  (reason: string): HostAccessRule =>
  () =>
    reason;
const whenTrue =
  (reason: string): HostAccessRule =>
  (value) =>
    /^(?:0|no|false|off)$/i.test(trimQuotes(value)) ? undefined : reason;
const unlessIn =
  (allowed: readonly string[], reason: string): HostAccessRule =>
  (value) =>
    allowed.includes(trimQuotes(value)) ? undefined : reason;

const hostPath: HostAccessRule = (value, scopes) => checkHostPath(trimQuotes(value), scopes);
const writableHostPath: HostAccessRule = (value, scopes) => checkWritableHostPath(trimQuotes(value), scopes);
const hostPathInEachWord: HostAccessRule = (value, scopes) =>
  firstReason(splitWords(value), (word) => checkHostPath(word, scopes));

const anyArgument = 'it passes any argument to podman, past every check';
const moreRights = 'it gives the container rights over the host that it does not have by default';
const looserConfinement = 'it loosens what confines the container';

/** The keys of Quadlet's own sections that can reach the host, and when they do. */
const rules: Readonly<Record<string, HostAccessRule>> = {
  GlobalArgs: always(anyArgument),
  ContainersConfModule: always('a containers.conf module can change everything about how podman runs the container'),
  AddCapability: always(moreRights),
  AddDevice: always('it gives the container a device of the host'),
  SecurityLabelDisable: whenTrue(looserConfinement),
  SecurityLabelType: always(looserConfinement),
  AppArmor: always(looserConfinement),
  Unmask: always(looserConfinement),
  SeccompProfile: always(looserConfinement),
  EnvironmentHost: whenTrue('it hands the environment of the host account to the container'),
  GroupAdd: (value) => (value.includes('keep-groups') ? 'it keeps the groups of the host account' : undefined),
  UserNS: (value) => checkNamespace(value, /^(?:auto|keep-id|nomap|private)(?::|$)/),
  Network: checkNetwork,
  Volume: checkVolume,
  Mount: checkMount,
  Rootfs: (value, scopes) => checkWritableHostPath(trimQuotes(value).replace(/:.*$/, ''), scopes),
  EnvironmentFile: hostPathInEachWord,
  HealthLogDestination: (value, scopes) =>
    /^(?:local|events_logger)$/.test(trimQuotes(value)) ? undefined : writableHostPath(value, scopes),
  LogOpt: (value, scopes) =>
    firstReason(splitWords(value), (option) =>
      option.startsWith('path=') ? checkWritableHostPath(option.slice('path='.length), scopes) : undefined,
    ),
  Annotation: (value) =>
    firstReason(splitWords(value), (annotation) =>
      /^(?:run\.oci\.|org\.systemd\.|io\.podman\.|io\.crun\.|io\.kubernetes\.cri-o\.)/i.test(annotation)
        ? 'such an annotation is a setting of the container runtime'
        : undefined,
    ),
  Sysctl: (value) =>
    firstReason(splitWords(value), (setting) =>
      /^(?:net\.|fs\.mqueue\.|kernel\.(?:shm|msg|sem))/.test(setting) ? undefined : 'it is not a sysctl of a namespace',
    ),
  Image: checkImage,
  AuthFile: hostPath,
  CertDir: hostPath,
  DecryptionKey: (value, scopes) => checkHostPath(trimQuotes(value).replace(/:[^/]*$/, ''), scopes),
  File: checkBuildSource,
  IgnoreFile: checkBuildSource,
  SetWorkingDirectory: checkBuildSource,
  Yaml: always('a Kubernetes file can ask for anything on the host, and is not read here'),
  ConfigMap: hostPath,
};

const volumeRules: Readonly<Record<string, HostAccessRule>> = {
  ...rules,
  Device: (value, scopes) => (/^(?:tmpfs|none)$/.test(trimQuotes(value)) ? undefined : writableHostPath(value, scopes)),
  Driver: unlessIn(['local', 'image'], 'what a volume plug-in mounts cannot be known here'),
  Options: (value) => (/(?:lower|upper|work)dir/.test(value) ? 'it mounts folders of the host' : undefined),
};

const buildRules: Readonly<Record<string, HostAccessRule>> = {
  ...rules,
  Secret: (value, scopes) =>
    firstReason(splitWords(value).flatMap(splitCsv), (field) =>
      /^(?:src|source)=/.test(field) ? checkHostPath(field.replace(/^[^=]*=/, ''), scopes) : undefined,
    ),
};

/** Why an assignment in one of Quadlet's own sections reaches the host; undefined when it does not. */
export function checkHostAccess(
  entry: { readonly kind: QuadletKind; readonly key: string; readonly value: string },
  scopes: QuadletScopes,
): string | undefined {
  if (entry.key === 'PodmanArgs') return checkPodmanArgs(entry.value, entry.kind);
  const own = entry.kind === 'volume' ? volumeRules : entry.kind === 'build' ? buildRules : rules;
  return Object.hasOwn(own, entry.key) ? own[entry.key]?.(entry.value, scopes) : undefined;
}

function checkNamespace(value: string, allowed: RegExp): string | undefined {
  return allowed.test(trimQuotes(value)) ? undefined : 'it joins a namespace of the host';
}

function checkNetwork(value: string): string | undefined {
  const [names = '', options] = trimQuotes(value).split(/:(.*)/s);
  if (/[$%\\]/.test(names)) return 'its name cannot be known here';
  for (const name of names.split(',')) {
    if (name === 'host' || name === 'ns') return 'it joins the network of the host';
    if (/^(?:pasta|slirp4netns)$/.test(name) && options) return 'its options can open the host to the container';
  }
  return undefined;
}

function checkImage(value: string): string | undefined {
  const image = trimQuotes(value);
  if (!/^[a-z0-9]/i.test(image))
    return 'it does not start like the name of an image, and podman may take it as an option';
  if (image.startsWith('docker://')) return undefined;
  const fromFile = /^(?:dir|oci|oci-archive|docker-archive|docker-daemon|containers-storage|ostree|sif):/.test(image);
  return fromFile ? 'it reads a file of the host as an image' : undefined;
}

function checkBuildSource(value: string, scopes: QuadletScopes): string | undefined {
  const source = trimQuotes(value);
  if (/^(?:https?|git):\/\//.test(source)) return undefined;
  if (/^(?:file|unit|yaml)$/.test(source)) return undefined;
  return source.startsWith('-') ? 'podman would take it as an option' : checkHostPath(source, scopes);
}
