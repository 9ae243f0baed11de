import { readShortPort } from './compose-schema/port.ts';
import { type Raw, type RawMap, Tagged, emptyMap, isRawList, isRawMap, mapOf } from './raw-tree.ts';

type MergeMaps = (base: RawMap, over: RawMap) => RawMap;
/** How the value of one attribute meets that of the file before. */
export type MergeRule = (base: Raw, over: Raw, mergeMaps: MergeMaps) => Raw;

const replace: MergeRule = (_base, over) => over;
const byKey: MergeRule = (base, over) => overlay(toEntries(base), toEntries(over));
const byHost: MergeRule = (base, over) => overlay(toHosts(base), toHosts(over));
const append: MergeRule = (base, over) => (over === null ? base : [...new Set([...toList(base), ...toList(over)])]);
const byName: MergeRule = (base, over, mergeMaps) => (over === null ? base : mergeMaps(toNames(base), toNames(over)));
const buildRule: MergeRule = (base, over, mergeMaps) =>
  over === null ? base : mergeMaps(toBuild(base), toBuild(over));

const loggingRule: MergeRule = (base, over, mergeMaps) => {
  const [before, after] = [mapOf(base), mapOf(over)];
  const isOther =
    before['driver'] !== undefined && after['driver'] !== undefined && before['driver'] !== after['driver'];
  return isOther ? over : mergeMaps(before, after);
};

const rules: Readonly<Record<string, MergeRule>> = {
  command: replace,
  entrypoint: replace,
  'healthcheck.test': replace,
  environment: byKey,
  labels: byKey,
  annotations: byKey,
  sysctls: byKey,
  'build.args': byKey,
  'build.labels': byKey,
  'build.additional_contexts': byKey,
  'deploy.labels': byKey,
  extra_hosts: byHost,
  'build.extra_hosts': byHost,
  depends_on: byName,
  networks: byName,
  env_file: append,
  label_file: append,
  dns: append,
  dns_search: append,
  tmpfs: append,
  build: buildRule,
  logging: loggingRule,
  ports: uniqueBy(portKey),
  volumes: uniqueBy(targetKey(1)),
  devices: uniqueBy(targetKey(1)),
  secrets: uniqueBy(targetKey(0)),
  configs: uniqueBy(targetKey(0)),
};

/** The rule for the attribute at a path of keys; undefined where mappings merge and lists append. */
export function mergeRuleOf([section, , ...attribute]: readonly string[]): MergeRule | undefined {
  if (section === 'services')
    return Object.hasOwn(rules, attribute.join('.')) ? rules[attribute.join('.')] : limitRule(attribute);
  if (attribute.join('.') === 'labels') return byKey;
  // Two lists of address ranges are two descriptions of one network.
  return attribute.join('.') === 'ipam.config' ? replace : undefined;
}

function limitRule([first, name]: readonly string[]): MergeRule | undefined {
  return first === 'ulimits' && name !== undefined ? replace : undefined;
}

function overlay(base: RawMap, over: RawMap): RawMap {
  const merged = Object.assign(emptyMap(), base);
  for (const [key, value] of Object.entries(over)) {
    if (value instanceof Tagged && value.tag === 'reset') delete merged[key];
    else merged[key] = value instanceof Tagged ? value.value : value;
  }
  return merged;
}

function toEntries(value: Raw): RawMap {
  if (!isRawList(value)) return mapOf(value);
  const map = emptyMap();
  for (const item of value) {
    if (typeof item !== 'string') continue;
    const at = item.indexOf('=');
    map[at === -1 ? item : item.slice(0, at)] = at === -1 ? null : item.slice(at + 1);
  }
  return map;
}

/** A host may have several addresses. */
function toHosts(value: Raw): RawMap {
  if (!isRawList(value)) return mapOf(value);
  const map = emptyMap();
  for (const item of value) {
    const [, host, address] = /^([^:=]+)[:=](.*)$/.exec(typeof item === 'string' ? item : '') ?? [];
    if (host !== undefined && address !== undefined) map[host] = [...toList(map[host] ?? []), address];
  }
  return map;
}

function toNames(value: Raw): RawMap {
  if (!isRawList(value)) return mapOf(value);
  const map = emptyMap();
  for (const name of value) if (typeof name === 'string') map[name] = emptyMap();
  return map;
}

function toBuild(value: Raw): RawMap {
  return typeof value === 'string' ? Object.assign(emptyMap(), { context: value }) : mapOf(value);
}

function toList(value: Raw): readonly Raw[] {
  return isRawList(value) ? value : [value];
}

function uniqueBy(keyOf: (item: Raw) => string): MergeRule {
  return (base, over) => {
    if (over === null) return base;
    const items = new Map<string, Raw>();
    for (const item of [...toList(base), ...toList(over)]) items.set(keyOf(item), item);
    return [...items.values()];
  };
}

function portKey(item: Raw): string {
  const { host_ip: ip, published, target, protocol } = typeof item === 'string' ? shortPort(item) : mapOf(item);
  return [ip ?? '0.0.0.0', published ?? '', target, protocol ?? 'tcp'].map(String).join(' ');
}

function shortPort(text: string): Record<string, unknown> {
  try {
    return { ...readShortPort(text) };
  } catch {
    // It is told when the service is read; here it is only not the same as another one.
    return { target: text };
  }
}

/** Where something appears in the container: the `target`, or that part of the short form. */
function targetKey(part: number): (item: Raw) => string {
  return (item) => {
    if (typeof item === 'string') return item.split(':')[part] ?? item;
    const { target, source } = isRawMap(item) ? item : emptyMap();
    const key = target ?? source;
    return typeof key === 'string' ? key : '';
  };
}
