import type { DemoHost } from '../host/demo-host.ts';
import type { DemoUnits } from './demo-units.ts';
import { type Operations, textOf } from './operation.ts';

const quadletFolder = '/home/demo/.config/containers/systemd';
const warning = 4;
const info = 6;
const dayMs = 86_400_000;

/** The operations on units of systemd. */
export function unitOperations(units: DemoUnits, host: DemoHost): Operations {
  const nothing = {};
  return {
    systemd_list: () => ({ units: units.list() }),
    systemd_status: (args) => ({ status: statusOf(units, host, textOf(args, 'unit')) }),
    systemd_start(args) {
      units.start(textOf(args, 'unit'));
      return nothing;
    },
    systemd_stop(args) {
      units.stop(textOf(args, 'unit'));
      return nothing;
    },
    systemd_restart(args) {
      units.stop(textOf(args, 'unit'));
      units.start(textOf(args, 'unit'));
      return nothing;
    },
    systemd_daemon_reload() {
      units.reload();
      return nothing;
    },
    unit_logs(args) {
      const since = Number(args['since'] ?? 0) * 1000;
      const priority = Number(args['priority'] ?? 7);
      const entries = journalOf(units, host, textOf(args, 'unit')).filter(
        (entry) => Date.parse(entry.time) >= since && entry.priority <= priority,
      );
      return { entries: entries.slice(-Number(args['lines'] ?? 100)) };
    },
  };
}

function statusOf(units: DemoUnits, host: DemoHost, name: string): object {
  const row = units.get(name);
  const container = units.containerOf(row.unit);
  const quadlet = units.quadletOf(row.unit);
  const plain = units.plain(row.unit);
  return {
    ...row,
    result: row.active === 'failed' ? (plain?.result ?? 'exit-code') : 'success',
    ...(row.active === 'failed' ? { exit_status: 1 } : {}),
    restarts: 0,
    since: (container?.startedAt ?? new Date(host.now().getTime() - dayMs)).toISOString(),
    ...(quadlet === undefined ? {} : { source_path: `${quadletFolder}/${quadlet.name}.${quadlet.kind}` }),
    ...(container === undefined ? {} : { main_pid: 2000, memory_bytes: container.spec.memoryBytes }),
  };
}

interface JournalEntry {
  readonly time: string;
  readonly priority: number;
  readonly source: string;
  readonly message: string;
}

function journalOf(units: DemoUnits, host: DemoHost, name: string): JournalEntry[] {
  const { unit } = units.get(name);
  const container = units.containerOf(unit);
  if (container !== undefined) {
    return container.log(host.now()).map(({ time, stream, text }) => ({
      time: time.toISOString(),
      priority: stream === 'stderr' ? warning : info,
      source: container.spec.name,
      message: text,
    }));
  }
  const log = units.plain(unit)?.log ?? [];
  return log.map((message, index) => ({
    time: new Date(host.now().getTime() - dayMs + index * 1000).toISOString(),
    priority: /fail|error/i.test(message) ? 3 : info,
    source: message.startsWith('systemd: ') ? 'systemd' : unit.replace(/\.\w+$/, ''),
    message: message.replace(/^systemd: /, ''),
  }));
}
