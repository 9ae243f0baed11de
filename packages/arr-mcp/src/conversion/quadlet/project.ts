import { printQuadletMarker } from '@arr-mcp/helper-protocol';

import type { ComposeModel, ComposeService } from '../compose/compose-model.ts';
import type { TextMap } from '../compose/service-parts.ts';
import type { Finding } from '../findings.ts';
import { type UnitNames, checkObjectName } from './names.ts';
import type { ExtraFile } from './quadlet-text.ts';
import type { SubjectReport, Target } from './rule.ts';
import type { UnitDraft } from './unit-draft.ts';

export interface QuadletOptions {
  /** puts the containers into one pod, which then has the ports and networks; false unless asked for */
  readonly pod?: boolean;
  /**
   * starts the services that share a network again when the one that has it comes back after a crash; without it they
   * stay stopped, and with it a restart of that one also starts those that were stopped on purpose
   */
  readonly reviveGuests?: boolean;
  /** absolute; where the extra files will lie when the units start */
  readonly filesDirectory: string;
}

/** One conversion under way: what everything in it may look at, and where it puts what it makes. */
export interface Project {
  readonly model: ComposeModel;
  readonly options: QuadletOptions;
  readonly names: UnitNames;
  readonly findings: Finding[];
  readonly drafts: UnitDraft[];
  readonly extraFiles: ExtraFile[];
  /** the pod, when one was asked for */
  readonly pod: UnitDraft | undefined;
}

/** A service whose unit is being written. */
export interface ServiceTarget extends Target {
  readonly key: string;
  readonly service: ComposeService;
  readonly unit: UnitDraft;
  readonly project: Project;
  readonly report: SubjectReport;
}

/** What the container of a service is called. */
export function containerName({ model, names }: Project, key: string): string {
  return checkObjectName(model.services[key]?.container_name ?? names.of(key));
}

/** The systemd unit of a service. */
export function serviceUnit({ names }: Project, key: string): string {
  return `${names.of(key)}.service`;
}

/** The first line of a generated file. */
export function markerOf({ model }: { readonly model: Pick<ComposeModel, 'name'> }, subject: string): string {
  return printQuadletMarker({ project: model.name, subject: subject.replaceAll(/[^a-zA-Z0-9_.-]/g, '-') });
}

/** The entries of a map in one order, whatever the order of the input: same meaning, same bytes. */
export function sortedEntries(map: TextMap): [string, string][] {
  return Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
