import type { UnitName } from '@arr-mcp/helper-protocol';

import { HelperError } from './helper-error.ts';

export type UnitAction = 'start' | 'stop' | 'restart' | 'enable' | 'disable';

/** What systemd tells of a unit before it is acted on. */
export interface KnownUnit {
  readonly load: string;
  readonly active: string;
  readonly enabled: string;
}

const ownUnits = /^arr-helper\.(?:service|socket|timer)$/;
// The session's own machinery: without the bus nothing can be managed, and systemd-exit ends every unit at once.
const sessionUnits = /^(?:dbus|dbus-broker|dbus-daemon)\.(?:service|socket)$|^systemd-|^init\.|^user@|^capsule@/;

/** Throws `refused` for units that no request may change, whatever systemd knows of them. */
export function checkUnitMayChange(unit: string, action: UnitAction): void {
  if (ownUnits.test(unit)) {
    throw new HelperError('refused', `${unit} is this helper; ${action} it with systemctl --user on the host`);
  }
  if (sessionUnits.test(unit)) throw new HelperError('refused', `${unit} keeps the user's session running`);
  // Its instance name is the path of a Kubernetes file, which may ask for anything on the host.
  if (unit.startsWith('podman-kube@'))
    throw new HelperError('refused', `${unit} would run any file that its name points to`);
}

/** Throws `not_found` or `refused` for what systemd knows of a unit. */
export function checkKnownUnit(unit: UnitName | string, action: UnitAction, known: KnownUnit): void {
  // A unit may still run after its file is gone; it can be stopped.
  const isGone = known.load === 'not-found' && !(action === 'stop' && known.active === 'active');
  if (isGone) {
    throw new HelperError('not_found', `no unit named ${unit}; a new Quadlet needs systemd_daemon_reload first`);
  }
  // `%i` reaches commands, paths and environment files of a template, so only instances that the owner of the host
  // has set up (enabled, or running already) may be started; the instance's name is the caller's choice.
  const isSetUp = known.active !== 'inactive' || ['enabled', 'enabled-runtime', 'linked'].includes(known.enabled);
  if (unit.includes('@') && (action === 'enable' || (action !== 'stop' && action !== 'disable' && !isSetUp))) {
    throw new HelperError(
      'refused',
      `${unit} is an instance that nobody has set up on the host; enable it there first`,
    );
  }
  if ((action === 'enable' || action === 'disable') && known.enabled === 'generated') {
    throw new HelperError('refused', `${unit} is generated from a Quadlet; its [Install] section says when it starts`);
  }
  if ((action === 'enable' || action === 'disable') && ['static', 'transient'].includes(known.enabled)) {
    throw new HelperError('refused', `${unit} is ${known.enabled}: it has no [Install] section to ${action}`);
  }
}
