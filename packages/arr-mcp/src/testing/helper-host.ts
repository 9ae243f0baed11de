import { createHash } from 'node:crypto';

import { type OperationName, readQuadletMarker } from '@arr-mcp/helper-protocol';

import { AppError } from '../errors.ts';

interface Refusal {
  readonly error: AppError;
  readonly about: string | undefined;
}

type Args = Readonly<Record<string, unknown>>;

/** The helper's side of a host: a folder of Quadlets with backups, units that start and stop, and one compose stack. */
export class HelperHost {
  composeIsUp = false;
  readonly active: string[] = [];
  /** what happened to systemd and compose, in order */
  readonly steps: string[] = [];
  readonly #installed = new Map<string, string>();
  readonly #backups: (readonly [file: string, content: string])[] = [];
  readonly #refusals = new Map<OperationName, Refusal>();
  readonly #answers: Partial<Readonly<Record<OperationName, (args: Args) => object>>> = {
    systemd_list: () => ({ units: this.active.map(toUnitState) }),
    systemd_daemon_reload: () => this.#step('reload'),
    systemd_start: ({ unit }) => {
      this.active.push(String(unit));
      return this.#step(`start ${String(unit)}`);
    },
    systemd_stop: ({ unit }) => {
      this.active.splice(this.active.indexOf(String(unit)), 1);
      return this.#step(`stop ${String(unit)}`);
    },
    stack_up: () => {
      this.composeIsUp = true;
      return this.#step('compose up');
    },
    stack_down: () => {
      this.composeIsUp = false;
      return this.#step('compose down');
    },
    quadlet_check: () => ({ valid: true, problems: [], warnings: [], units: [] }),
    quadlet_list: () => ({ quadlets: this.files().map((each) => this.#describe(each)) }),
    quadlet_read: (args) => this.#read(fileOf(args)),
    quadlet_write: (args) => this.#write(fileOf(args), String(args['content'])),
    quadlet_delete: (args) => this.#write(fileOf(args), undefined),
    quadlet_restore: ({ backup }) => {
      const [file = '', content] = this.#backups[Number(backup)] ?? [];
      return this.#write(file, content);
    },
  };

  files(): string[] {
    return [...this.#installed.keys()].toSorted();
  }

  content(file: string): string | undefined {
    return this.#installed.get(file);
  }

  install(file: string, content: string): void {
    this.#installed.set(file, content);
  }

  /** Lets an operation fail, for one unit or file or for all. */
  refuse(operation: OperationName, error: AppError, about?: string): void {
    this.#refusals.set(operation, { error, about });
  }

  async call(name: OperationName, args: Args): Promise<object> {
    const refusal = this.#refusals.get(name);
    if (refusal !== undefined && [undefined, args['unit'], args['name']].includes(refusal.about)) throw refusal.error;
    const answer = this.#answers[name];
    if (answer === undefined) throw new Error(`this host knows no ${name}`);
    return Promise.resolve({ ok: true, output: '', exit_code: 0, ...answer(args) });
  }

  #describe(file: string): object {
    const [name = '', kind = ''] = file.split('.');
    const content = this.#installed.get(file) ?? '';
    const unit = kind === 'container' ? `${name}.service` : `${name}-${kind}.service`;
    return { name, kind, unit, project: readQuadletMarker(content)?.project, size_bytes: content.length, modified: '' };
  }

  #read(file: string): object {
    const content = this.#installed.get(file);
    if (content === undefined) throw new AppError('not_found', `no Quadlet ${file}`);
    return { content, sha256: createHash('sha256').update(content).digest('hex') };
  }

  #write(file: string, content: string | undefined): object {
    const standing = this.#installed.get(file);
    if (content === undefined) this.#installed.delete(file);
    else this.#installed.set(file, content);
    const unit = file.replace(/\.\w+$/, '.service');
    return standing === undefined
      ? { unit, warnings: [] }
      : { unit, warnings: [], backup: String(this.#backups.push([file, standing]) - 1) };
  }

  #step(step: string): object {
    this.steps.push(step);
    return {};
  }
}

function fileOf({ name, kind }: Args): string {
  return `${String(name)}.${String(kind)}`;
}

function toUnitState(unit: string): object {
  return { unit, description: '', load: 'loaded', active: 'active', sub: 'running' };
}
