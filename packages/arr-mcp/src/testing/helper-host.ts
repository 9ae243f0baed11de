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
    return Promise.resolve({ ok: true, output: '', exit_code: 0, ...this.#answer(name, args) });
  }

  #answer(name: OperationName, args: Args): object {
    const unit = String(args['unit']);
    switch (name) {
      case 'systemd_list':
        return {
          units: this.active.map((each) => ({
            unit: each,
            description: '',
            load: 'loaded',
            active: 'active',
            sub: 'running',
          })),
        };
      case 'systemd_daemon_reload':
        return this.#step('reload');
      case 'systemd_start':
        this.active.push(unit);
        return this.#step(`start ${unit}`);
      case 'systemd_stop':
        this.active.splice(this.active.indexOf(unit), 1);
        return this.#step(`stop ${unit}`);
      case 'stack_up':
        this.composeIsUp = true;
        return this.#step('compose up');
      case 'stack_down':
        this.composeIsUp = false;
        return this.#step('compose down');
      case 'quadlet_check':
        return { valid: true, problems: [], warnings: [], units: [] };
      default:
        return this.#quadlet(name, args);
    }
  }

  #quadlet(operation: OperationName, args: Args): object {
    const file = `${String(args['name'])}.${String(args['kind'])}`;
    switch (operation) {
      case 'quadlet_list':
        return { quadlets: this.files().map((each) => this.#describe(each)) };
      case 'quadlet_read':
        return this.#read(file);
      case 'quadlet_write':
        return this.#write(file, String(args['content']));
      case 'quadlet_delete':
        return this.#write(file, undefined);
      case 'quadlet_restore': {
        const [restored = '', content] = this.#backups[Number(args['backup'])] ?? [];
        return this.#write(restored, content);
      }
      default:
        throw new Error(`this host knows no ${operation}`);
    }
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
