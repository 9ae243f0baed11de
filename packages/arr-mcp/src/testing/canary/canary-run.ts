import { loadTools } from '../../tools/load-tools.ts';
import type { Tool } from '../../tools/define-tool.ts';
import { serviceOf } from '../../tools/toolsets.ts';
import type { Canaries } from './canaries.ts';
import type { House } from './canary-house.ts';
import type { HouseCaller, Told } from './house-caller.ts';
import { failures } from './leaky-service.ts';
import { secretForms, toForm } from './secret-forms.ts';
import { type Surroundings, toolArguments } from './tool-arguments.fixtures.ts';

export interface RunParts {
  readonly house: House;
  readonly caller: HouseCaller;
  readonly canaries: Canaries;
}

// Needs what the others have done.
const last: readonly string[] = [
  'quadlets_install',
  'stack_down',
  'change_revert',
  'audit_list',
  'job_get',
  'job_list',
];

const aboutServices: ReadonlySet<string> = new Set(['downloads_get', 'overview_get']);

// Their services are not in this house yet; whoever puts one in takes it out here and adds its tools' arguments.
const withoutStandIn = /^(?:plex|trakt)/;

const mayRefuse: ReadonlySet<string> = new Set([
  // Every job is done by the time that it is asked for.
  'job_cancel',
  // The stand-in of Radarr has no file that could be imported.
  'radarr_run_manual_import',
]);

/** Calls everything that there is, in the ways that might make it tell a secret. */
export class CanaryRun {
  readonly #parts: RunParts;
  readonly #surroundings: Surroundings;
  readonly #answered = new Set<string>();
  readonly #refused = new Map<string, string>();

  constructor(parts: RunParts) {
    this.#parts = parts;
    const ask = async (name: string, args: object = {}): Promise<Told> =>
      parts.caller.tool(name, withInstance(toolOf(name), args));
    this.#surroundings = { folder: parts.house.folder, canaries: parts.canaries, ask };
  }

  /** Every tool: the reads first, then what writes, the destructive ones previewed and confirmed. */
  async everyTool(): Promise<void> {
    for (const tool of inOrder(loadTools())) {
      for (const args of await this.#argumentsOf(tool)) {
        const { caller } = this.#parts;
        const told =
          tool.annotations.destructiveHint && tool.toolset !== 'finder'
            ? await caller.confirmed(tool.name, args)
            : await caller.tool(tool.name, args);
        if (told.isError) this.#refused.set(tool.name, told.text);
        else this.#answered.add(tool.name);
      }
    }
  }

  /** The reads of the services once more for each form that a secret has in words and addresses. */
  async everyForm(): Promise<void> {
    const { house, canaries, caller } = this.#parts;
    for (const form of Object.keys(secretForms)) {
      house.mood.form = toForm(canaries, form);
      await this.#readServices((tool, args) => caller.tool(tool.name, args, form));
    }
  }

  /** All tools of the services while these fail, each in the words of the failure. */
  async everyFailure(): Promise<void> {
    const { house, canaries, caller } = this.#parts;
    const ways = [
      ...Object.keys(secretForms).map((form) => ['500 JSON', form] as const),
      ...failures.slice(1).map((failure) => [failure, 'apikey of a query'] as const),
    ];
    for (const [index, [failure, form]] of ways.entries()) {
      house.mood.form = toForm(canaries, form);
      await this.#readServices(async (tool, args, place) => {
        // What a failure says goes one way for all tools, so that each need not hear all of it.
        if (failure === '500 JSON' && place % 6 !== index % 6) return;
        house.mood.failure = failure;
        await caller.tool(tool.name, args, `${failure}, ${form}`);
        house.mood.failure = undefined;
        // A success in between, so that the service is asked again and not taken for dead.
        await caller.tool(tool.name, args, form);
      });
    }
  }

  /** What is refused before any tool runs, with secrets in it that belong to the caller. */
  async wrongCalls(): Promise<void> {
    const { caller, canaries } = this.#parts;
    const secret = canaries.at('argument: of a refused call');
    for (const { name } of loadTools()) {
      await caller.tool(name, { api_key: { nested: 1 }, [`x${secret}`.slice(0, 3)]: true }, 'wrong arguments');
    }
    await caller.rpc('tools/list', {});
    await caller.rpc('resources/list', {});
    await caller.rpc('nothing/of/that', {});
  }

  /** Everything that is no tool: pages, metrics, and what strangers get to see. */
  async pages(): Promise<void> {
    const { caller, house, canaries } = this.#parts;
    const wrong = canaries.at('a wrong key');
    const bearer = { headers: { authorization: `Bearer ${house.key}` } };
    for (const path of ['/', '/api/status', '/info', '/metrics', '/health', '/nothing', '/sign-in', '/favicon.ico']) {
      await caller.page(path);
      await caller.page(path, bearer);
      await caller.page(`${path}?key=${house.key}`);
      await caller.page(`${path}?key=${wrong}`);
    }
    await caller.page('/mcp', { method: 'POST', headers: { authorization: `Bearer ${wrong}` }, body: '{' });
    await caller.page('/mcp', { method: 'POST', ...bearer, body: `{"password":"${wrong}` });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await caller.page('/sign-in', { method: 'POST', headers, body: `key=${wrong}` });
    await caller.page('/sign-in', { method: 'POST', headers, body: `key=${house.key}` });
  }

  /** All reads again when nothing that arr-mcp works with is there any more. */
  async withoutServices(): Promise<void> {
    const { house, caller } = this.#parts;
    await house.leave();
    for (const tool of loadTools().filter(({ annotations }) => annotations.readOnlyHint)) {
      for (const args of await this.#argumentsOf(tool)) await caller.tool(tool.name, args, 'alone');
    }
  }

  /** Tools without arguments here, and arguments of no tool. */
  unknownTools(): string[] {
    const known = Object.keys(toolArguments);
    const tools = loadTools().filter(({ toolset }) => !withoutStandIn.test(toolset));
    const names = tools.map(({ name }) => name);
    return [...names.filter((name) => !known.includes(name)), ...known.filter((name) => !names.includes(name))];
  }

  /** Tools that have never answered but with an error, where that is not as it has to be. */
  refusals(): string[] {
    return [...this.#refused].flatMap(([name, text]) =>
      this.#answered.has(name) || mayRefuse.has(name) ? [] : [`${name}: ${text}`],
    );
  }

  async #readServices(call: (tool: Tool, args: object, place: number) => Promise<unknown>): Promise<void> {
    const tools = loadTools().filter(
      ({ annotations, toolset, name }) =>
        annotations.readOnlyHint &&
        (serviceOf(toolset) !== undefined || toolset === 'services' || aboutServices.has(name)),
    );
    for (const [place, tool] of tools.entries()) {
      for (const args of await this.#argumentsOf(tool)) await call(tool, args, place);
    }
  }

  async #argumentsOf(tool: Tool): Promise<object[]> {
    const given = toolArguments[tool.name] ?? [];
    const all = typeof given === 'function' ? await given(this.#surroundings) : given;
    return all.map((args) => withInstance(tool, args));
  }
}

// Where a service has several instances, a read of all of them takes no more than its filters.
function withInstance({ toolset, annotations }: Tool, args: object): object {
  const service = serviceOf(toolset);
  if (service === undefined || (annotations.readOnlyHint && Object.keys(args).length === 0)) return args;
  return { instance: service, ...args };
}

function toolOf(name: string): Tool {
  const tool = loadTools().find((each) => each.name === name);
  if (tool === undefined) throw new Error(`there is no tool ${name}`);
  return tool;
}

function inOrder(tools: readonly Tool[]): Tool[] {
  return tools.toSorted((one, other) => rank(one) - rank(other));
}

function rank({ name, annotations }: Tool): number {
  if (last.includes(name)) return 10 + last.indexOf(name);
  if (annotations.readOnlyHint) return 0;
  return annotations.destructiveHint ? 2 : 1;
}
