import type { ComposeVolume } from '../compose/compose-resources.ts';
import type { ComposeMount } from '../compose/service-parts.ts';
import { writeHostPath } from './host-path.ts';
import { checkObjectName } from './names.ts';
import { type Project, type ServiceTarget, markerOf, sortedEntries } from './project.ts';
import { type Rules, SubjectReport, type Target, applyRules, nothing } from './rule.ts';
import { UnitDraft } from './unit-draft.ts';
import { writeRawSingle } from './write-value.ts';

interface VolumeTarget extends Target {
  readonly unit: UnitDraft;
  readonly volume: ComposeVolume;
}

/** One rule for each key of a volume. */
const rules: Rules<ComposeVolume, VolumeTarget> = {
  name: (name, { unit }) => unit.add('VolumeName', checkObjectName(name)),
  external: nothing,
  driver: (driver, { unit, report }) => {
    if (driver === 'local' || driver === '') return;
    unit.add('Driver', checkObjectName(driver));
    report.warn('driver', 'needs-host-setup', `Podman needs a volume plug-in called ${driver}`);
  },
  driver_opts: (options, { unit, report }) => {
    const { type, o, device, ...others } = options;
    for (const name of Object.keys(others)) {
      report.error(`driver_opts.${name}`, 'unsupported', 'Podman refuses it: only type, o and device are known');
    }
    for (const name of ['type', 'o'].filter((each) => device === undefined && options[each] !== undefined)) {
      report.error(`driver_opts.${name}`, 'invalid', 'it needs a device: add one, which is tmpfs for a tmpfs');
    }
    if (/^(?:nfs4?|cifs|smb\w*)$/.test(type ?? '')) {
      report.warn(
        'driver_opts.type',
        'needs-host-setup',
        `only root may mount ${type}: mount it on the host, and bind it`,
      );
    }
    if (device !== undefined) {
      if (/^[~/]/.test(device) && !device.startsWith('//')) unit.addWritten('Device', writeHostPath(device));
      else unit.add('Device', device);
    }
    if (type !== undefined) unit.add('Type', type);
    // One text in a volume's file, words in that of a network.
    if (o !== undefined) unit.addWritten('Options', writeRawSingle(o));
  },
  labels: (labels, { unit }) => {
    for (const [name, value] of sortedEntries(labels)) unit.add('Label', `${name}=${value}`);
  },
  extensions: (extensions, { report }) => {
    const unknown = Object.keys(extensions).find((key) => key.startsWith('x-podman'));
    if (unknown !== undefined) report.warn(unknown, 'unsupported', 'it is not known here: remove it');
  },
};

/** Writes the unit of a volume; an external one has none. */
export function emitVolume(key: string, volume: ComposeVolume, project: Project): void {
  if (volume.external) return;
  const report = new SubjectReport(`volumes.${key}`, project.findings);
  project.names.claim('volume', key, report);
  const unit = new UnitDraft(project.names.of(key), 'volume', markerOf(project, report.subject));
  applyRules(rules, { thing: volume }, { unit, volume, report });
  project.drafts.push(unit);
}

/**
 * A unit for a volume without a name, which Podman would delete at every stop; gives the unit's name.
 * It is called after its service and its path in the container.
 */
export function addAnonymousVolume({
  key,
  project,
  report,
  mount,
}: ServiceTarget & { readonly mount: ComposeMount }): string {
  const slug = mount.target.replaceAll(/[^a-zA-Z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
  const own = project.names.claimFree('volume', `${key}-${slug}`, report.subject);
  const name = project.names.of(own);
  // With a name it is a volume of the project, and it comes back as one.
  const unit = new UnitDraft(name, 'volume', markerOf(project, `volumes.${own}`));
  unit.add('VolumeName', checkObjectName(name));
  for (const [label, value] of sortedEntries(mount.volume?.labels ?? {})) unit.add('Label', `${label}=${value}`);
  project.drafts.push(unit);
  return name;
}
