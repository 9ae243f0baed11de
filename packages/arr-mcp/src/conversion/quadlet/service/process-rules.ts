import type { ComposeService } from '../../compose/compose-model.ts';
import { sortedEntries } from '../project.ts';
import { nothing, unsupported } from '../rule.ts';
import { InexpressibleError, writeCommandWord, writeJsonArray } from '../write-value.ts';
import type { ServiceRules } from './service-rule.ts';

const signal = /^(?:\d{1,2}|[A-Z]+\d?|(?:SIG)?RTM(?:IN\+|AX-)\d{1,2})$/i;

/** What runs in the container, as whom, and what it finds about itself. */
export const processRules = {
  entrypoint: (words, { unit }) => unit.addWritten('Entrypoint', writeJsonArray(words)),
  command: (words, { unit }) => {
    if (words.length === 0) return;
    const written = words.map(writeCommandWord);
    unit.addWritten('Exec', written.map(({ text }) => text).join(' '));
    for (const { variable } of written) {
      if (variable !== undefined) unit.addSystemd('Service', 'Environment', `"${variable}"`);
    }
  },
  working_dir: (directory, { unit }) => {
    if (!directory.startsWith('/')) throw new InexpressibleError('the working directory is not an absolute path');
    unit.add('WorkingDir', directory);
  },
  user: (user, { unit }) => {
    const [name = '', ...group] = user.split(':');
    unit.add('User', name);
    if (group.length > 0) unit.add('Group', group.join(':'));
  },
  group_add: (groups, { unit, report }) => {
    if (groups.length > 1 && groups.includes('keep-groups')) {
      report.error('group_add', 'invalid', 'keep-groups cannot be combined with other groups: leave those out');
    }
    for (const group of groups) unit.add('GroupAdd', group);
  },
  init: (isOn, { unit, report }) => {
    if (!isOn) return;
    unit.add('RunInit', 'true');
    report.info('init', 'needs-host-setup', 'the host needs the package catatonit, else the container does not start');
  },
  stdin_open: (isOn, { unit }) => {
    if (isOn) unit.addArgument('--interactive');
  },
  tty: (isOn, { unit }) => {
    if (isOn) unit.addArgument('--tty');
  },
  stop_signal: (name, { unit, report }) => {
    if (signal.test(name)) unit.add('StopSignal', name);
    else report.error('stop_signal', 'invalid', `${JSON.stringify(name)} is no signal such as SIGTERM`);
  },
  stop_grace_period: (milliseconds, { unit }) => {
    const seconds = Math.ceil(milliseconds / 1000);
    unit.add('StopTimeout', String(seconds));
    // systemd kills after 90 s unless it is told to wait longer.
    if (seconds >= 80) unit.addSystemd('Service', 'TimeoutStopSec', String(seconds + 30));
  },
  annotations: (map, { unit }) => addPairs(map, (pair) => unit.add('Annotation', pair)),
  labels: (map, { unit }) => addPairs(map, (pair) => unit.add('Label', pair)),
  // The loader has put them into `labels`.
  label_file: nothing,
  attach: nothing,
  develop: nothing,
  profiles: nothing,
  post_start: unsupported('error', 'post_start', 'it would run commands beside the container: put it into the image'),
  pre_start: unsupported(
    'error',
    'pre_start',
    'it would run commands beside the container: put it into the entrypoint',
  ),
  pre_stop: unsupported('error', 'pre_stop', 'it would run commands beside the container: handle the stop signal'),
  credential_spec: unsupported('error', 'credential_spec', 'it is for Windows only: remove it'),
  isolation: unsupported('warning', 'isolation', 'it is for Windows only: remove it'),
  models: unsupported('error', 'models', 'a model is no container: run a model server as a service of its own'),
  provider: unsupported('error', 'provider', 'what a provider does is no container: describe it as a service'),
  use_api_socket: (isOn, { report }) => {
    if (isOn) report.error('use_api_socket', 'policy', 'it would give control of the host: remove it');
  },
  runtime: unsupported('warning', 'runtime', 'the host decides on the runtime; for nvidia use devices through CDI'),
} satisfies Partial<ServiceRules>;

function addPairs(map: NonNullable<ComposeService['labels']>, add: (pair: string) => void): void {
  for (const [name, value] of sortedEntries(map)) {
    if (name === '' || name.includes('=')) throw new InexpressibleError(`the name ${JSON.stringify(name)}`);
    add(`${name}=${value}`);
  }
}
