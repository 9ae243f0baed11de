import { loadTools } from '../../tools/load-tools.ts';
import type { Tool } from '../../tools/define-tool.ts';
import { serviceOf } from '../../tools/toolsets.ts';
import type { Canaries } from './canaries.ts';
import type { House } from './canary-house.ts';
import type { HouseCaller, Told } from './house-caller.ts';
import { waysToFail } from './leaky-failures.ts';
import type { Mood } from './leaky-service.ts';
import { secretForms, toForm } from './secret-forms.ts';
import type { Surroundings } from './surroundings.ts';
import { toolArguments } from './tool-arguments.fixtures.ts';
import { inOrder, toolOf, withInstance } from './tool-order.ts';

export interface RunParts {
  readonly house: House;
  readonly caller: HouseCaller;
  readonly canaries: Canaries;
}

const aboutServices: ReadonlySet<string> = new Set(['downloads_get', 'media_search', 'overview_get']);

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

  /** plex.tv fails in all ways before it answers, as what it has answered once is kept. */
  async everyFailureOfPlexTv(): Promise<void> {
    await this.#failing(
      (service) => service === 'plex.tv',
      async (how) => {
        const { caller } = this.#parts;
        await caller.tool('plex_list_users', { instance: 'plex' }, how);
        await caller.tool('plex_copy_playlist', { instance: 'plex', playlist: '138', user: '4000101' }, how);
      },
    );
  }

  /** Trakt gives no new tokens for old ones, in all ways; who is signed out by that signs in again. */
  async everyRefusalOfTokens(): Promise<void> {
    const { caller, house } = this.#parts;
    const { mood } = house;
    const trakt = { instance: 'trakt' };
    await this.#failing(
      (_service, { url }) => new URL(url).pathname.startsWith('/oauth/'),
      async (how) => {
        house.expireTokens();
        await caller.tool('trakt_get_watchlist', trakt, how);
        await caller.tool('trakt_sign_in', { ...trakt, again: true }, how);
        mood.failure = undefined;
        await caller.tool('trakt_sign_in', trakt, how);
        const { isError } = await caller.tool('trakt_get_watchlist', trakt, how);
        if (isError) await caller.tool('trakt_sign_in', trakt, how);
      },
    );
  }

  /** The reads of the services once more for each form that a secret has in words and addresses. */
  async everyForm(): Promise<void> {
    const { house, canaries, caller } = this.#parts;
    for (const [index, form] of Object.keys(secretForms).entries()) {
      Object.assign(house.mood, { form: toForm(canaries, form), isXml: index % 2 === 1 });
      await this.#readServices((tool, args) => caller.tool(tool.name, args, form));
    }
  }

  /** All tools of the services while these fail, each in the words of the failure. */
  async everyFailure(): Promise<void> {
    const { house, canaries, caller } = this.#parts;
    for (const [index, [failure, form]] of waysToFail.entries()) {
      Object.assign(house.mood, { form: toForm(canaries, form), isXml: index % 2 === 0 });
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
    const names = loadTools().map(({ name }) => name);
    return [...names.filter((name) => !known.includes(name)), ...known.filter((name) => !names.includes(name))];
  }

  /** Tools that have never answered but with an error, where that is not as it has to be. */
  refusals(): string[] {
    return [...this.#refused].flatMap(([name, text]) =>
      this.#answered.has(name) || mayRefuse.has(name) ? [] : [`${name}: ${text}`],
    );
  }

  async #failing(fails: NonNullable<Mood['fails']>, call: (how: string) => Promise<void>): Promise<void> {
    const { house, canaries } = this.#parts;
    for (const [failure, form] of waysToFail) {
      Object.assign(house.mood, { form: toForm(canaries, form), failure, fails });
      await call(`${failure}, ${form}`);
    }
    Object.assign(house.mood, { failure: undefined, fails: undefined });
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
