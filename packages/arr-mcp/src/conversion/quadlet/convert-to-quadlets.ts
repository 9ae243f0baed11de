import type { ComposeModel } from '../compose/compose-model.ts';
import type { ConversionReport, Finding } from '../findings.ts';
import { emitConfigs, emitSecrets } from './file-objects.ts';
import { type DeclaredKeys, reportKeys } from './key-report.ts';
import { UnitNames } from './names.ts';
import { emitNetwork } from './network-unit.ts';
import { createPod, finishPod } from './pod-unit.ts';
import type { Project, QuadletOptions } from './project.ts';
import type { ExtraFile, QuadletText } from './quadlet-text.ts';
import { findCycle } from './relations.ts';
import { SubjectReport } from './rule.ts';
import { emitService } from './service/emit-service.ts';
import { replicasOf } from './service/deploy-rules.ts';
import { emitVolume } from './volume-unit.ts';

export interface ConversionInput {
  readonly model: ComposeModel;
  /** what stood in the files; each of these keys is accounted for */
  readonly declared: DeclaredKeys;
  /** what the loader noticed; an error among it leaves no files */
  readonly findings: readonly Finding[];
  readonly options: QuadletOptions;
}

export interface ConvertedProject {
  /** sorted by name; none when there is an error among the findings */
  readonly files: readonly QuadletText[];
  readonly extraFiles: readonly ExtraFile[];
  readonly report: ConversionReport;
}

/** Writes a compose project as Quadlets for Podman 5.4. Pure: the same input gives the same bytes. */
export function convertToQuadlets({ model, declared, findings, options }: ConversionInput): ConvertedProject {
  const project: Project = {
    model,
    options,
    names: new UnitNames(model.name),
    findings: [...findings],
    drafts: [],
    extraFiles: [],
    pod: options.pod === true ? createPod(model.name) : undefined,
  };
  emitProject(project);
  const all = withoutRepeats(project.findings);
  const isConverted = !all.some(({ level }) => level === 'error');
  const report = { keys: reportKeys(declared, all, left(model)), findings: all };
  if (!isConverted) return { files: [], extraFiles: [], report };
  const files = project.drafts.map((draft) => draft.print()).toSorted(byFileName);
  const extraFiles = project.extraFiles.toSorted((a, b) => compare(a.name, b.name));
  return { files, extraFiles, report };
}

function emitProject(project: Project): void {
  const { model } = project;
  const report = new SubjectReport('project', project.findings);
  const cycle = findCycle(model);
  if (cycle !== undefined) {
    report.error('depends_on', 'invalid', `services wait for each other: ${cycle.join(' → ')}; remove one dependency`);
  }
  // Networks and volumes first: an unnamed volume takes a name that they have left.
  for (const [key, network] of Object.entries(model.networks)) emitNetwork(key, network, project);
  for (const [key, volume] of Object.entries(model.volumes)) emitVolume(key, volume, project);
  emitSecrets(project);
  emitConfigs(project);
  for (const [key, service] of Object.entries(model.services)) emitService(key, service, project);
  finishPod(project);
  for (const name of model.inactive) {
    const text = 'none of its profiles is active: it is left out; name one of them to convert it as well';
    new SubjectReport(`services.${name}`, project.findings).info('profiles', 'approximated', text);
  }
  reportHabits(project, report);
}

/** What is different for every stack under systemd, told once. */
function reportHabits({ model }: Project, report: SubjectReport): void {
  if (Object.keys(model.services).length === 0) return;
  report.info('services', 'data-moves', 'a stopped container is removed: what it wrote outside of its mounts is lost');
  const folders = foldersMadeByCompose(model);
  if (folders.length === 0) return;
  report.info(
    'services',
    'needs-host-setup',
    `compose makes these folders when they are missing, Podman does not: ${folders.join(', ')}`,
  );
}

function foldersMadeByCompose({ services }: ComposeModel): string[] {
  const folders = Object.values(services).flatMap(({ volumes = [] }) =>
    volumes.flatMap(({ type, source, target, bind }) => {
      if (type !== 'bind' || source === undefined || bind?.create_host_path === false) return [];
      const isFile = /\.\w+$/.test(source) && /\.\w+$/.test(target);
      return isFile ? [] : [source];
    }),
  );
  return [...new Set(folders)].toSorted();
}

/** Services without a unit. */
function left({ inactive, services }: ComposeModel): string[] {
  const without = Object.entries(services).filter(([, service]) => replicasOf(service) === 0);
  return [...inactive, ...without.map(([key]) => key)];
}

function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [identify(finding), finding])).values()];
}

function identify({ subject, attribute, level, code, text }: Finding): string {
  return JSON.stringify([subject, attribute, level, code, text]);
}

function byFileName(a: QuadletText, b: QuadletText): number {
  return compare(`${a.name}.${a.kind}`, `${b.name}.${b.kind}`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
