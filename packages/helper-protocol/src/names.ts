import { z } from 'zod';

// Every pattern is anchored at both ends (JavaScript's `$` without the m flag refuses a trailing newline) and
// admits ASCII only, so look-alike letters, blanks, NUL and path separators never pass. No name starts with `-`
// (it would be read as an option) or `.` (it would be hidden, or climb).

/** A compose project: the name of its folder in the stacks directory. */
export const StackName = z
  .string()
  .max(64, 'at most 64 characters')
  .regex(/^[a-zA-Z0-9_][a-zA-Z0-9_-]*$/, 'only letters, digits, _ and -, not starting with -')
  .brand('StackName');
export type StackName = z.output<typeof StackName>;

/** Kinds of Quadlet files, by their file extension; podman-systemd.unit(5). */
export const quadletKinds = ['container', 'network', 'volume', 'pod', 'image', 'build', 'kube'] as const;
export const QuadletKind = z.enum(quadletKinds);
export type QuadletKind = z.output<typeof QuadletKind>;

/** A Quadlet file's name without its extension. */
export const QuadletName = z
  .string()
  .max(128, 'at most 128 characters')
  .regex(/^[a-zA-Z0-9_][a-zA-Z0-9_-]*$/, 'only letters, digits, _ and -, not starting with -')
  .brand('QuadletName');
export type QuadletName = z.output<typeof QuadletName>;

/**
 * A unit of the user's systemd: a service, socket or timer, or a Quadlet file's name (`radarr.container`), which
 * stands for the service that Quadlet generates from it. Targets are left out: starting one can end the session.
 */
export const UnitName = z
  .string()
  .max(200, 'at most 200 characters')
  .regex(
    /^[a-zA-Z0-9_][a-zA-Z0-9_@.-]*\.(?:service|socket|timer|container|network|volume|pod|image|build|kube)$/,
    'a unit name such as radarr.service, podman.socket or radarr.container',
  )
  .brand('UnitName');
export type UnitName = z.output<typeof UnitName>;

const serviceSuffix: Readonly<Record<QuadletKind, string>> = {
  container: '',
  kube: '',
  network: '-network',
  volume: '-volume',
  pod: '-pod',
  image: '-image',
  build: '-build',
};

/** The service that Quadlet generates from a file (its default; `ServiceName=` in the file may differ). */
export function quadletService(name: string, kind: QuadletKind): string {
  return `${name}${serviceSuffix[kind]}.service`;
}

/** What systemctl knows a unit name by: Quadlet names become their service, all others stay. */
export function systemdUnit(unit: UnitName): string {
  const dot = unit.lastIndexOf('.');
  const kind = QuadletKind.safeParse(unit.slice(dot + 1));
  return kind.success ? quadletService(unit.slice(0, dot), kind.data) : unit;
}
