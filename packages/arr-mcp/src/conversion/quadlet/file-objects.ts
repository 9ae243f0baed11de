import type { ComposeConfig, ComposeSecret } from '../compose/compose-resources.ts';
import type { Project } from './project.ts';
import { type Rules, SubjectReport, type Target, applyRules, nothing } from './rule.ts';

interface ObjectTarget extends Target {
  readonly thing: ComposeSecret;
}

/** One rule for each key of a secret; the services that use it mount it. */
const secretRules: Rules<ComposeSecret, ObjectTarget> = {
  name: nothing,
  external: nothing,
  file: nothing,
  environment: (variable, { report }) =>
    report.error(
      'environment',
      'unsupported',
      `the value of ${JSON.stringify(variable)} must not stand in a unit: create a Podman secret and declare it external`,
    ),
  driver: driverRule('driver'),
  driver_opts: driverRule('driver_opts'),
  template_driver: driverRule('template_driver'),
  labels: (_labels, { report }) => report.info('labels', 'dropped-option', 'a file that is mounted has no labels'),
  extensions: nothing,
};

const configRules: Rules<ComposeConfig, ObjectTarget> = {
  ...secretRules,
  external: (isExternal, { report }) => {
    if (isExternal) report.error('external', 'unsupported', 'Podman keeps no configs: name a file, or its content');
  },
  environment: nothing,
  content: nothing,
  environment_value: nothing,
};

/** Reports on the secrets of a project. */
export function emitSecrets(project: Project): void {
  for (const [key, thing] of Object.entries(project.model.secrets)) {
    const report = new SubjectReport(`secrets.${key}`, project.findings);
    applyRules(secretRules, { thing }, { thing, report });
  }
}

/** Reports on the configs of a project, and makes the files of those that are a text. */
export function emitConfigs(project: Project): void {
  for (const [key, thing] of Object.entries(project.model.configs)) {
    const report = new SubjectReport(`configs.${key}`, project.findings);
    applyRules(configRules, { thing }, { thing, report });
    const text = thing.content ?? thing.environment_value;
    if (thing.external || thing.file !== undefined || text === undefined) continue;
    const name = configFileName(project, key);
    if (project.extraFiles.some((file) => file.name === name)) {
      report.error('name', 'invalid', `its file would be ${name}, as that of another config: rename one of them`);
    }
    project.extraFiles.push({ name, text });
  }
}

/** The file that holds a config's text. */
export function configFileName({ names }: Project, key: string): string {
  return `${names.of(key)}.config`;
}

function driverRule(attribute: string) {
  return (_driver: unknown, { report }: ObjectTarget): void =>
    report.warn(attribute, 'unsupported', 'Podman has one way to keep secrets: remove it');
}
