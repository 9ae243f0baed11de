import { chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { ChangeHistory } from '../../domain/change-history.ts';
import type { CheckChange } from '../../domain/changed-files.ts';
import { AppError } from '../../errors.ts';
import { ScopeFolders } from '../../files/file-scope.fixtures.ts';
import { ChangeStore } from '../../storage/change-store.ts';
import { openStateDatabase } from '../../storage/state-database.ts';
import { fakeHelper } from '../../testing/fake-helper.ts';
import { textWith } from '../../testing/text-with.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

let folders: ScopeFolders;
let bench: ToolBench;
let check: CheckChange;

beforeEach(() => {
  folders = new ScopeFolders();
  check = async () => [];
  const { files } = folders;
  const changes = new ChangeHistory({
    store: new ChangeStore(openStateDatabase(':memory:')),
    files,
    helper: fakeHelper({}) as never,
    check: (...asked) => check(...asked),
  });
  bench = new ToolBench({ files, changes });
});
afterEach(() => folders.remove());

function addFile(name: string, content: string): string {
  const path = folders.path(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function standing(path: string): string {
  return readFileSync(path, 'utf8');
}

describe('file_write', () => {
  it('B21 shows the difference, writes after consent and tells the change', async () => {
    const path = addFile('stacks/arr/notes.txt', 'one\ntwo\n');

    const preview = await bench.call('file_write', { path, content: 'one\nthree\n' });
    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: `Replaces ${path} (8 bytes) by 10 bytes; the old content is kept.`,
      plan: { path, size_bytes: 10, diff: textWith(/-two\n\+three/) },
    });
    expect(standing(path)).toBe('one\ntwo\n');

    const { done } = await bench.confirm('file_write', { path, content: 'one\nthree\n' });
    expect(done).toEqual({ status: 'done', written: path, change: 'c1', size_bytes: 10 });
    expect(standing(path)).toBe('one\nthree\n');
  });

  it('B21 makes a new file with the folders above it', async () => {
    const path = folders.path('stacks/new/deep/notes.txt');

    const { preview } = await bench.confirm('file_write', { path, content: 'x' });

    expect(preview['summary']).toBe(`Creates ${path} (1 bytes).`);
    expect(standing(path)).toBe('x');
  });

  it('says that there is nothing to change', async () => {
    const path = addFile('stacks/arr/notes.txt', 'same');

    await expect(bench.call('file_write', { path, content: 'same' })).rejects.toThrow('already has this content');
  });

  it.each([
    ['stacks/arr/.env', 'A=canary\nB=', 'A=********\nB=new', 'A=canary\nB=new'],
    ['stacks/arr/quadlet/x.container', 'Environment=KEY=canary', 'Environment=KEY=********\nA=b', ''],
    ['stacks/arr/app.yml', 'api_key: canary\nport: 1', 'api_key: ********\nport: 2', 'api_key: canary\nport: 2'],
    ['stacks/arr/app.conf', 'token=canary\nport=1', 'token=********\nport=2', 'token=canary\nport=2'],
  ])('keeps what is masked in %s, and never shows it', async (name, before, content, after) => {
    const path = addFile(name, before);

    const { preview, done } = await bench.confirm('file_write', { path, content });

    expect(JSON.stringify([preview, done])).not.toContain('canary');
    expect(standing(path)).toBe(after === '' ? `${before}\nA=b` : after);
  });

  it('names what is masked and has no old value', async () => {
    const path = addFile('stacks/arr/.env', 'A=1');

    await expect(bench.call('file_write', { path, content: 'A=1\nNEW=********' })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: textWith('NEW'),
    });
  });

  it('says so when only a secret changes', async () => {
    const path = addFile('stacks/arr/.env', 'A=old');

    const preview = await bench.call('file_write', { path, content: 'A=other' });

    expect(preview['plan']).toMatchObject({ diff: 'only masked values or line ends differ' });
    expect(JSON.stringify(preview)).not.toContain('A=o');
  });

  it('gives a new preview when the file has changed since the first one', async () => {
    const path = addFile('stacks/arr/notes.txt', 'one');
    const preview = await bench.call('file_write', { path, content: 'two' });
    writeFileSync(path, 'by hand');

    const again = await bench.call('file_write', {
      path,
      content: 'two',
      confirmation_token: preview['confirmation_token'],
    });

    expect(again).toMatchObject({ status: 'confirmation_required', note: textWith('changed since') });
    expect(standing(path)).toBe('by hand');
  });

  it('writes nothing that could then be neither read nor put back', async () => {
    const path = addFile('stacks/arr/notes.txt', 'old');
    const args = { path, content: '-----BEGIN PRIVATE KEY-----\n' };

    await expect(bench.call('file_write', args)).rejects.toMatchObject({ code: 'refused' });
    expect(standing(path)).toBe('old');
  });

  it('leaves compose files of stacks to compose_write', async () => {
    const path = folders.path('stacks/arr/compose.yaml');

    await expect(bench.call('file_write', { path, content: 'services: {}' })).rejects.toMatchObject({
      code: 'refused',
      hint: textWith('compose_write'),
    });
  });

  it.each([
    ['logs/x.log', 'refused'],
    ['media/config/sonarr/x.txt', 'refused'],
    ['elsewhere/x.txt', 'not_found'],
    ['stacks', 'refused'],
    ['stacks/../elsewhere/x', 'not_found'],
    ['stacks/arr/id_ed25519', 'refused'],
    ['stacks/open/new.txt', 'refused'],
  ])('gives no preview for %s', async (name, code) => {
    const path = `${folders.root}/${name}`;
    chmodSync(dirname(addFile('stacks/open/notes.txt', 'x')), 0o777);

    await expect(bench.call('file_write', { path, content: 'x' })).rejects.toMatchObject({ code });
  });

  it.each([
    ['a NUL', 'a\0b'],
    ['more than 1 MiB', 'ä'.repeat(600_000)],
  ])('refuses %s', async (_what, content) => {
    const path = folders.path('stacks/arr/x.txt');

    await expect(bench.call('file_write', { path, content })).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('file_delete', () => {
  it('B22 deletes after consent, and change_revert brings the file back', async () => {
    const path = addFile('stacks/arr/notes.txt', 'text');

    const { preview, done } = await bench.confirm('file_delete', { path, reason: 'not needed' });
    expect(preview['summary']).toBe(`Deletes ${path} (4 bytes). Its content is kept.`);
    expect(existsSync(path)).toBe(false);

    const { preview: revertPreview } = await bench.confirm('change_revert', { id: done['change'] });
    expect(revertPreview['summary']).toBe(`Brings ${path} back as it was before c1.`);
    expect(standing(path)).toBe('text');
  });

  it('deletes what cannot be kept only for good, and says so', async () => {
    const path = addFile('media/film.mkv', '');
    truncateSync(path, 9 * 1024 * 1024);

    await expect(bench.call('file_delete', { path })).rejects.toMatchObject({
      code: 'refused',
      hint: textWith('permanent'),
    });
    const { preview, done } = await bench.confirm('file_delete', { path, permanent: true });

    expect(preview['summary']).toContain('gone for good');
    expect(existsSync(path)).toBe(false);
    await expect(bench.call('change_revert', { id: done['change'] })).rejects.toMatchObject({ code: 'refused' });
  });

  it.each([
    ['stacks/none', 'not_found'],
    ['stacks', 'refused'],
    ['elsewhere', 'not_found'],
    ['logs/app.log', 'refused'],
    ['media/config/sonarr/config.xml', 'refused'],
    ['stacks/open/notes.txt', 'refused'],
  ])('B22 gives no preview for %s', async (name, code) => {
    addFile('logs/app.log', 'x');
    addFile('media/config/sonarr/config.xml', '<Config/>');
    chmodSync(dirname(addFile('stacks/open/notes.txt', 'x')), 0o777);

    await expect(bench.call('file_delete', { path: folders.path(name) })).rejects.toMatchObject({ code });
  });
});

describe('change_revert', () => {
  it('shows the difference without secrets', async () => {
    const path = addFile('stacks/arr/app.conf', 'password=canary1\nport=1\n');
    await bench.confirm('file_write', { path, content: 'password=canary2\nport=2\n' });

    const preview = await bench.call('change_revert', { id: 'c1' });

    expect(preview).toMatchObject({ plan: { path, action: 'replace', diff: textWith(/-port=2\n\+port=1/) } });
    expect(JSON.stringify(preview)).not.toContain('canary');
  });

  it('does not know a change that is not there', async () => {
    await expect(bench.call('change_revert', { id: 'c9' })).rejects.toMatchObject({
      code: 'not_found',
      hint: textWith('change_list'),
    });
  });
});

describe('the preview of a change', () => {
  it('is refused as the change itself would be', async () => {
    const path = addFile('stacks/arr/.env', 'A=1');
    const { done } = await bench.confirm('file_write', { path, content: 'A=2' });
    check = async (...asked) => {
      throw new AppError('refused', `no: ${asked[0]} ${asked[1]?.length}`);
    };

    const previews = [
      ['file_write', { path, content: 'A=12345' }, '7'],
      ['file_delete', { path }, 'undefined'],
      ['change_revert', { id: done['change'] }, '3'],
    ] as const;
    for (const [tool, args, length] of previews) {
      await expect(bench.call(tool, args)).rejects.toMatchObject({ code: 'refused', message: `no: ${path} ${length}` });
    }
    expect(standing(path)).toBe('A=2');
  });

  it('tells what the change would be warned of', async () => {
    const path = addFile('stacks/arr/.env', 'A=1');
    check = async () => ['arr: services.x would reach the host'];

    for (const [tool, args] of Object.entries({ file_write: { path, content: 'A=2' }, file_delete: { path } })) {
      expect(await bench.call(tool, args)).toMatchObject({ plan: { warnings: [textWith('reach the host')] } });
    }
  });
});

describe('change_list', () => {
  it('gives the newest first, below a path', async () => {
    const one = folders.path('stacks/one/a.txt');
    const two = folders.path('stacks/two/b.txt');
    await bench.confirm('file_write', { path: one, content: 'a', reason: 'try it' });
    await bench.confirm('file_write', { path: two, content: 'b' });
    await bench.confirm('change_revert', { id: 'c1' });

    const { items, total } = await bench.call('change_list', { path: folders.path('stacks/one') });

    expect(total).toBe(2);
    expect(items).toMatchObject([
      { id: 'c3', who: 'test', tool: 'change_revert', action: 'deleted', kept_bytes: 1, state: 'done', reverts: 'c1' },
      { id: 'c1', tool: 'file_write', action: 'created', path: one, reason: 'try it' },
    ]);
  });
});

describe('audit_list', () => {
  it('gives the writing calls, newest first, as they are asked for', async () => {
    const path = folders.path('stacks/one/a.txt');
    await bench.confirm('file_write', { path, content: 'secret content' });
    await bench.call('file_delete', { path: folders.path('stacks/none') }).catch(() => undefined);

    expect(await bench.call('audit_list', {})).toMatchObject({ total: 3 });
    const { items } = await bench.call('audit_list', { tool: 'file_write', outcome: 'done' });
    expect(items).toMatchObject([{ who: 'test', tool: 'file_write', outcome: 'done', arguments: textWith(path) }]);
    expect(JSON.stringify(items)).not.toContain('secret content');
    expect(await bench.call('audit_list', { outcome: 'failed' })).toMatchObject({
      items: [{ tool: 'file_delete', detail: textWith('not_found') }],
    });
  });

  it('bounds long texts', async () => {
    await bench.call('file_write', { path: '/x'.repeat(2000), content: '', reason: 'r'.repeat(300) }).catch(() => 0);

    const { items } = await bench.call('audit_list', {});

    expect(JSON.stringify(items).length).toBeLessThan(1000);
  });
});
