import { type Document, type Scalar, type YAMLMap, type YAMLSeq, isMap, isScalar, isSeq, parseDocument } from 'yaml';

import { AppError } from '../../errors.ts';

export interface EnvironmentEdit {
  readonly text: string;
  /** absent: the variable did not stand there */
  readonly before?: string;
}

export interface EnvironmentValue {
  readonly service: string;
  readonly name: string;
  /** one line, without `$` */
  readonly value: string;
}

/**
 * A compose file with one variable of a service set, and everything else as it stood, byte for byte.
 * @throws AppError not_found for a service that is not there, refused for a form that is not edited
 */
export function editEnvironment(text: string, wanted: EnvironmentValue): EnvironmentEdit {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
  if (document.errors.length > 0) throw refused('the compose file is not valid YAML');
  const service = findService(document, wanted.service);
  const environment = service.get('environment', true);
  if (environment === undefined) return insertEnvironment(text, service, wanted);
  if (isMap<Scalar>(environment) && isPlainBlock(environment)) return editMap(text, environment, wanted);
  if (isSeq(environment) && isPlainBlock(environment)) return editList(text, environment, wanted);
  throw refused('its environment is written in a form that is not edited');
}

/** The name of the variable of `.env` that a value is nothing but: `${TZ}`, `$TZ`, `${TZ:-Etc/UTC}`. */
export function referenceOf(value: string): string | undefined {
  const found = /^(?:\$\{([A-Za-z_]\w*)(?::?[-?+][^{}]*)?\}|\$([A-Za-z_]\w*))$/.exec(value);
  return found?.[1] ?? found?.[2];
}

function findService(document: Document, name: string): YAMLMap {
  const services = document.get('services', true);
  const service = isMap(services) ? services.get(name, true) : undefined;
  if (isMap(service) && isPlainBlock(service) && service.items.length > 0) return service;
  if (service !== undefined) throw refused(`the service ${name} is written in a form that is not edited`);
  const names = isMap(services) ? services.items.map(({ key }) => String(key)).join(', ') : '';
  throw new AppError('not_found', `the compose file has no service ${name}`, { hint: `It has: ${names}.` });
}

// What an anchor names may be the environment of other services too.
function isPlainBlock({ flow, anchor }: Pick<YAMLMap, 'flow' | 'anchor'>): boolean {
  return flow !== true && anchor === undefined;
}

function insertEnvironment(text: string, service: YAMLMap, wanted: EnvironmentValue): EnvironmentEdit {
  const indent = indentAt(text, startOf(service.items[0]?.key));
  const lines = `${indent}environment:\n${indent}  ${wanted.name}: ${toScalar(wanted.value)}\n`;
  return { text: insertLine(text, startOf(service.items[0]?.key), lines) };
}

function editMap(text: string, map: YAMLMap<Scalar>, { name, value }: EnvironmentValue): EnvironmentEdit {
  const pair = map.items.find(({ key }) => String(key) === name);
  if (pair !== undefined) return replaceScalar(text, pair.value, toScalar(value));
  const start = startOf(map.items[0]?.key);
  return { text: insertLine(text, start, `${indentAt(text, start)}${name}: ${toScalar(value)}\n`) };
}

function editList(text: string, { items }: YAMLSeq, { name, value }: EnvironmentValue): EnvironmentEdit {
  const item = items.find((each) => isScalar(each) && [name, `${name}=`].some((start) => hasName(each, start)));
  const entry = JSON.stringify(`${name}=${value}`);
  if (item !== undefined) {
    const { text: edited, before = '' } = replaceScalar(text, item, entry);
    return { text: edited, before: before.slice(name.length + 1) };
  }
  const dash = text.lastIndexOf('-', startOf(items[0]));
  return { text: insertLine(text, dash, `${indentAt(text, dash)}- ${entry}\n`) };
}

function hasName({ value }: Scalar, start: string): boolean {
  return start.endsWith('=') ? String(value).startsWith(start) : value === start;
}

function replaceScalar(text: string, node: unknown, source: string): EnvironmentEdit {
  if (!isScalar(node) || !node.range || node.type?.startsWith('BLOCK') === true || node.anchor !== undefined) {
    throw refused('the value stands in a form that is not edited');
  }
  const [start, end] = node.range;
  // `NAME:` without a value ends right behind the colon.
  const gap = text.charAt(start - 1) === ':' ? ' ' : '';
  return {
    text: `${text.slice(0, start)}${gap}${source}${text.slice(end)}`,
    before: typeof node.value === 'string' ? node.value : '',
  };
}

function toScalar(value: string): string {
  return JSON.stringify(value);
}

function startOf(node: unknown): number {
  if (isScalar(node) && node.range) return node.range[0];
  throw refused('its environment is written in a form that is not edited');
}

function indentAt(text: string, place: number): string {
  const before = text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
  if (/^ *$/.test(before)) return before;
  throw refused('its environment is written in a form that is not edited');
}

function insertLine(text: string, place: number, line: string): string {
  const start = text.lastIndexOf('\n', place - 1) + 1;
  return text.slice(0, start) + line + text.slice(start);
}

function refused(why: string): AppError {
  return new AppError('refused', why, { hint: 'compose_read and compose_write change the whole file.' });
}
