import { readShortPort } from './compose-schema/port.ts';
import { type Raw, type RawMap, Tagged, emptyMap, isRawList, isRawMap, mapOf } from './raw-tree.ts';

type MergeMaps = (base: RawMap, over: RawMap) => RawMap;
/** How the value of one attribute meets that of the file before. */
export type MergeRule = (base: Raw, over: Raw, mergeMaps: MergeMaps) => Raw;

type Kind = 'text' | 'texts' | 'list' | 'map';

const replace: MergeRule = (_base, over) => over;
const byKey = ruleFor(['texts', 'map'], (base, over) => overlay(toEntries(base), toEntries(over)));
const byHost = ruleFor(['texts', 'map'], (base, over) => overlay(toHosts(base), toHosts(over)));
const byName = ruleFor(['texts', 'map'], (base, over, mergeMaps) => mergeMaps(toNames(base), toNames(over)));
const append = ruleFor(['text', 'texts', 'list'], (base, over) => [...new Set([...toList(base), ...toList(over)])]);
const buildRule = ruleFor(['text', 'map'], (base, over, mergeMaps) => mergeMaps(toBuild(base), toBuild(over)));
const loggingRule = ruleFor(['map'], (base, over, mergeMaps) => {
  const [before, after] = [mapOf(base), mapOf(over)];
  const [one, other] = [before['driver'], after['driver']];
  return one !== undefined && other !== undefined && one !== other ? over : mergeMaps(before, after);
});

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
export function mergeRuleOf([section, , ...path]: readonly string[]): MergeRule | undefined {
  const attribute = path.join('.');
  if (section === 'services') return Object.hasOwn(rules, attribute) ? rules[attribute] : limitRule(path);
  if (attribute === 'labels') return byKey;
  // Two lists of address ranges are two descriptions of one network.
  return attribute === 'ipam.config' ? replace : undefined;
}

/** A rule for values of some kinds. One of another kind is left as it is, for the schema to tell what is wrong. */
function ruleFor(kinds: readonly Kind[], rule: MergeRule): MergeRule {
  return (base, over, mergeMaps) => {
    const wrong = [base, over].find((value) => !kinds.includes(kindOf(value)));
    return wrong === undefined ? rule(base, over, mergeMaps) : wrong;
  };
}

function kindOf(value: Raw): Kind {
  if (isRawList(value)) return value.every((item) => typeof item === 'string') ? 'texts' : 'list';
  return isRawMap(value) ? 'map' : 'text';
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
    if (typeof item !== 'string') continue;
    const [, host = item, address] = /^([^:=]+)[:=](.*)$/.exec(item) ?? [];
    // Without an address it stays, for the schema to tell.
    map[host] = address === undefined ? null : [...toList(map[host] ?? []), address];
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
  return ruleFor(['texts', 'list'], (base, over) => {
    const items = new Map<string, Raw>();
    for (const item of [...toList(base), ...toList(over)]) items.set(keyOf(item), item);
    return [...items.values()];
  });
}

function portKey(item: Raw): string {
  const { host_ip: ip, published, target, protocol } = typeof item === 'string' ? shortPort(item) : mapOf(item);
  return JSON.stringify([ip ?? '0.0.0.0', published ?? '', target ?? item, protocol ?? 'tcp']);
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
    const { target, source } = mapOf(item);
    const key = target ?? source;
    return typeof key === 'string' ? key : JSON.stringify(item);
  };
}
