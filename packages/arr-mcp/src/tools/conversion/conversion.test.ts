import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ChangeHistory } from '../../domain/change-history.ts';
import { AppError } from '../../errors.ts';
import { ScopeFolders, uid } from '../../files/file-scope.fixtures.ts';
import { StackDirectory } from '../../files/stack-directory.ts';
import { ChangeStore } from '../../storage/change-store.ts';
import { openStateDatabase } from '../../storage/state-database.ts';
import { container } from '../../testing/containers.ts';
import { HelperHost } from '../../testing/helper-host.ts';
import { textWith } from '../../testing/text-with.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const composeText = `name: films
services:
  db: {image: docker.io/library/postgres:16, healthcheck: {test: [CMD, pg_isready]}, volumes: ["data:/data"]}
  app:
    image: docker.io/example/app:1
    environment: {API_TOKEN: canary-secret}
    depends_on: {db: {condition: service_healthy}}
volumes: {data: {}}
`;
const installed = ['films-app.container', 'films-data.volume', 'films-db.container', 'films-default.network'];

let folders: ScopeFolders;
let host: HelperHost;
let bench: ToolBench;
beforeEach(() => {
  folders = new ScopeFolders();
  folders.write('stacks/media/compose.yaml', composeText);
  host = new HelperHost();
  const files = folders.files;
  const stacks = new StackDirectory(folders.path('stacks'), uid);
  const store = new ChangeStore(openStateDatabase(':memory:'));
  const changes = new ChangeHistory({ store, files, helper: host as never, check: () => Promise.resolve([]) });
  bench = new ToolBench({ files, changes, stacks, helper: host, runtime: { list: () => Promise.resolve(running()) } });
});
afterEach(() => folders.remove());

// What the host would run: compose containers while compose is up, else one for each unit that was started.
function running() {
  if (host.composeIsUp) {
    return ['db', 'app'].map((service) =>
      container({
        name: `films_${service}_1`,
        compose: { project: 'films', service, workingDir: folders.path('stacks/media'), oneOff: false },
      }),
    );
  }
  return host.active.map((unit) => container({ name: unit.replace('.service', ''), unit }));
}

const staged = (): string[] => readdirSync(folders.path('stacks/media/quadlets')).toSorted();
const convert = async (args: object = {}) => bench.call('compose_to_quadlets', { stack: 'media', ...args });

describe('compose_to_quadlets', () => {
  it('B16 stages Quadlets and an account of each key, and installs nothing', async () => {
    expect(await convert()).toMatchObject({
      files: installed,
      check: { valid: true, problems: [] },
      not_expressible: 0,
    });
    expect(staged()).toEqual([...installed, 'report.md'].toSorted());
    expect(readFileSync(folders.path('stacks/media/quadlets/report.md'), 'utf8')).toContain('- depends_on: mapped');
    expect(host.files()).toEqual([]);
  });

  it('lets a VPN start its guests again when asked to, and tells what is lost by that', async () => {
    const text = 'name: films\nservices:\n  vpn: {image: x}\n  app: {image: y, network_mode: service:vpn}\n';
    folders.write('stacks/media/compose.yaml', text);
    const { findings } = await convert({ revive_guests: true });

    expect(findings).toContainEqual(textWith('even after it was stopped by hand'));
    expect(readFileSync(folders.path('stacks/media/quadlets/films-vpn.container'), 'utf8')).toContain(
      'Wants=films-app.service',
    );
  });

  it('shows no secret that stands in the files', async () => {
    expect(JSON.stringify(await convert())).not.toContain('canary-secret');
  });

  it('takes away what an earlier conversion made and this one does not, and nothing else', async () => {
    await convert();
    folders.write('stacks/media/quadlets/mine.container', '[Container]\nImage=x\n');
    folders.write(
      'stacks/media/compose.yaml',
      composeText.replace(', volumes: ["data:/data"]', '').replace(/volumes:.*\n$/, ''),
    );
    await convert();

    expect(staged()).not.toContain('films-data.volume');
    expect(staged()).toContain('mine.container');
  });

  it('goes on without the helper, and says that nobody checked', async () => {
    host.refuse('quadlet_check', new AppError('unavailable', 'the helper does not answer'));
    expect(await convert()).toMatchObject({ check: { note: textWith('not checked') } });
  });

  it('writes nothing for a file that cannot be converted', async () => {
    folders.write('stacks/media/compose.yaml', 'services: {app: {image: x, use_api_socket: true}}\n');
    await expect(convert()).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { problems: [textWith('use_api_socket')] },
    });
    expect(readdirSync(folders.path('stacks/media'))).toEqual(['compose.yaml']);
  });
});

describe('quadlets_install', () => {
  const args = { stack: 'media' };

  it('does nothing before somebody agreed', async () => {
    host.composeIsUp = true;
    await convert();
    const preview = await bench.call('quadlets_install', args);

    expect(preview).toMatchObject({ status: 'confirmation_required', summary: textWith('films_app_1') });
    expect(host.files()).toEqual([]);
    expect(host.composeIsUp).toBe(true);
  });

  it('moves the stack: files, reload, compose down, units in the order of their dependencies', async () => {
    host.composeIsUp = true;
    await convert();
    const { done } = await bench.confirm('quadlets_install', args);

    expect(done).toMatchObject({ ok: true, units: ['films-db.service', 'films-app.service'] });
    expect(host.files()).toEqual(installed);
    expect(host.composeIsUp).toBe(false);
    expect(host.steps).toEqual(['reload', 'compose down', 'start films-db.service', 'start films-app.service']);
  });

  it('names what an earlier conversion left installed', async () => {
    host.install('films-old.container', '# arr-mcp: project films, services.old\n[Container]\nImage=x\n');
    host.install('other.container', '[Container]\nImage=x\n');
    await convert();
    const { plan } = await bench.call('quadlets_install', args);

    expect(plan).toMatchObject({ warnings: [textWith('^films-old.container is installed')] });
  });

  it('only writes the files with start=false', async () => {
    host.composeIsUp = true;
    await convert();
    await bench.confirm('quadlets_install', { ...args, start: false });

    expect(host.steps).toEqual(['reload']);
    expect(host.composeIsUp).toBe(true);
  });

  it('takes back what it wrote when a file is refused', async () => {
    await convert();
    host.refuse('quadlet_write', new AppError('refused', 'films-app.container reaches the host'), 'films-app');
    const preview = await bench.call('quadlets_install', args);

    const call = bench.call('quadlets_install', { ...args, confirmation_token: preview['confirmation_token'] });
    await expect(call).rejects.toMatchObject({ code: 'refused' });
    expect(host.files()).toEqual([]);
  });

  it('says which unit did not start, and how to go back', async () => {
    await convert();
    host.refuse('systemd_start', new AppError('command_failed', 'exit code 1'), 'films-app.service');
    const { done } = await bench.confirm('quadlets_install', args);

    expect(done).toMatchObject({ ok: false, problems: [textWith('films-app.service')], next: textWith('action=back') });
  });

  it('goes back to compose, and to the Quadlets that stood there before', async () => {
    host.install('films-app.container', '[Container]\nImage=docker.io/example/older:1\n');
    await convert();
    await bench.confirm('quadlets_install', args);
    const { done } = await bench.confirm('quadlets_install', { ...args, action: 'back' });

    expect(done).toMatchObject({ ok: true });
    expect(host.files()).toEqual(['films-app.container']);
    expect(host.content('films-app.container')).toContain('older');
    expect(host.composeIsUp).toBe(true);
  });

  it('asks anew when a staged file changed after the preview', async () => {
    await convert();
    const preview = await bench.call('quadlets_install', args);
    const path = folders.path('stacks/media/quadlets/films-app.container');
    writeFileSync(path, readFileSync(path, 'utf8').replace('app:1', 'app:2'));

    const again = await bench.call('quadlets_install', { ...args, confirmation_token: preview['confirmation_token'] });
    expect(again).toMatchObject({ status: 'confirmation_required' });
  });

  it('points to the conversion when nothing is staged', async () => {
    await expect(bench.call('quadlets_install', args)).rejects.toMatchObject({
      code: 'not_found',
      hint: textWith('compose_to_quadlets'),
    });
  });
});

describe('quadlets_to_compose', () => {
  it('B17 writes what the staged Quadlets are as a compose file, for the account alone', async () => {
    await convert();
    const answer = await bench.call('quadlets_to_compose', { stack: 'media', from: 'staged' });

    expect(answer['file']).toBe(folders.path('stacks/media/compose.from-quadlets.yaml'));
    expect(readFileSync(String(answer['file']), 'utf8')).toContain('condition: service_healthy');
  });

  it('reads the installed ones with what they refer to', async () => {
    await convert();
    await bench.confirm('quadlets_install', { stack: 'media' });
    const answer = await bench.call('quadlets_to_compose', { stack: 'media' });

    expect(readFileSync(String(answer['file']), 'utf8')).toMatch(/volumes:\n {2}data:/);
  });

  it('tells that drop-ins of installed Quadlets are not seen', async () => {
    await convert();
    await bench.confirm('quadlets_install', { stack: 'media' });

    const told = async (from: string) =>
      (await bench.call('quadlets_to_compose', { stack: 'media', from }))['findings'];
    expect(await told('installed')).toContainEqual(textWith('cannot be seen from here'));
    expect(await told('staged')).not.toContainEqual(textWith('cannot be seen from here'));
  });

  it('leaves every other file of the stack alone, Quadlets that were made here too', async () => {
    await convert();
    const copy = readFileSync(folders.path('stacks/media/quadlets/films-app.container'), 'utf8');
    folders.write('stacks/media/films-app.container', copy);
    await bench.call('quadlets_to_compose', { stack: 'media', from: 'staged' });

    expect(readdirSync(folders.path('stacks/media'))).toContain('films-app.container');
  });

  it('does not find Quadlets of a stack that runs with compose', async () => {
    host.composeIsUp = true;
    await expect(bench.call('quadlets_to_compose', { stack: 'media' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
