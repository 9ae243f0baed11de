import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createHelper } from '../testing/test-helper.ts';

let helper: Awaited<ReturnType<typeof createHelper>>;
beforeEach(async () => {
  helper = await createHelper();
});
afterEach(async () => {
  await helper.close();
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const installed = async () => readdir(join(helper.root, 'quadlets'));
const fileAt = (...path: string[]) => join(helper.root, ...path);
const radarr = { name: 'radarr', kind: 'container', content: '[Container]\nImage=localhost/radarr\n' };
const write = async (args: object) => (await helper.call('quadlet_write', args)).body;

describe('quadlet_write', () => {
  it('installs a file and says which unit comes of it', async () => {
    const answer = await write(radarr);
    expect(answer).toMatchObject({ ok: true, unit: 'radarr.service', sha256: sha256(radarr.content), warnings: [] });
    expect(answer).not.toHaveProperty('backup');
    expect(await readFile(fileAt('quadlets/radarr.container'), 'utf8')).toBe(radarr.content);
    expect(await readdir(fileAt('state/staging'))).toEqual([]);
  });

  it('keeps what it replaces, and that can be restored', async () => {
    await write(radarr);
    const { backup } = await write({ ...radarr, content: '[Container]\nImage=localhost/other\n' });
    const restored = await helper.call('quadlet_restore', { backup });
    expect(restored.body).toMatchObject({ ok: true, unit: 'radarr.service', sha256: sha256(radarr.content) });
    expect(await readFile(fileAt('quadlets/radarr.container'), 'utf8')).toBe(radarr.content);
    expect((await helper.call('quadlet_backups')).body['backups']).toHaveLength(2);
  });

  it('writes only over what the caller has read', async () => {
    expect((await write({ ...radarr, expected_sha256: null }))['ok']).toBe(true);
    expect((await write({ ...radarr, expected_sha256: null }))['code']).toBe('conflict');
    expect((await write({ ...radarr, expected_sha256: sha256(radarr.content) }))['ok']).toBe(true);
  });

  it.each([
    ['invalid_content', '[Container]\nImage=x\nNetwork=absent.network\n', /absent\.network was not found/],
    ['invalid_content', '[Container\n', /line 1/],
    ['refused', '[Container]\nImage=x\n[Service]\nExecStartPre=/bin/true\n', /run nothing on the host/],
  ])('answers %s, and changes nothing', async (code, content, problem) => {
    const answer = await write({ ...radarr, content });
    expect([answer['code'], await installed()]).toEqual([code, []]);
    expect(String(answer['problems'])).toMatch(problem);
  });

  it('refuses a writable bind of the stacks folder', async () => {
    const answer = await write({ ...radarr, content: `${radarr.content}Volume=${fileAt('stacks')}:/s\n` });
    expect([answer['code'], await installed()]).toEqual(['refused', []]);
    expect(String(answer['problems'])).toMatch(/rewrite what stack_up runs/);
  });

  it('refuses the name of a unit that something else provides', async () => {
    await helper.script('systemctl', 'echo "Id=radarr.service"; echo LoadState=loaded; echo FragmentPath=/usr/lib/x');
    expect([(await write(radarr))['code'], await installed()]).toEqual(['refused', []]);
  });

  it.each(['admin/shared.network', 'quadlets/common/shared.network', 'elsewhere/shared.network'])(
    'knows the network that %s defines',
    async (path) => {
      await mkdir(fileAt('quadlets/common'));
      await mkdir(fileAt('elsewhere'));
      await symlink(fileAt('elsewhere'), fileAt('quadlets/linked'));
      const content = `${radarr.content}Network=shared.network\n`;
      expect((await write({ ...radarr, content }))['code']).toBe('invalid_content');
      await writeFile(fileAt(path), '[Network]\n');
      expect((await write({ ...radarr, content }))['ok']).toBe(true);
      expect(await readFile(fileAt(path), 'utf8')).toBe('[Network]\n');
    },
  );

  it('lets the dry run see drop-ins, but no files of other users', async () => {
    const users = 'admin/containers/systemd/users';
    await mkdir(fileAt('admin/radarr.container.d'));
    await mkdir(fileAt(users, '4242'), { recursive: true });
    await writeFile(fileAt(users, 'all.network'), '[Network]\n');
    await writeFile(fileAt(users, '4242/other.network'), '[Network]\n');
    await write(radarr);
    const staged = (await readFile(fileAt('staged'), 'utf8')).trim().split('\n');
    expect(staged).toEqual(['all.network', 'radarr.container', 'radarr.container.d']);
  });
});

describe('quadlet_delete', () => {
  it('keeps a backup, and says which other files need what is deleted', async () => {
    await write({ name: 'net', kind: 'network', content: '[Network]\n' });
    await write({ ...radarr, content: `${radarr.content}Network=net.network\n` });
    const { body } = await helper.call('quadlet_delete', { name: 'net', kind: 'network' });
    expect(String(body['warnings'])).toMatch(/other Quadlets need it: .*net\.network was not found/);
    expect(await installed()).toEqual(['radarr.container']);
    expect(await readFile(fileAt('state/backups', String(body['backup'])), 'utf8')).toBe('[Network]\n');
  });

  it('answers conflict for a stale hash', async () => {
    await write(radarr);
    const stale = { name: 'radarr', kind: 'container', expected_sha256: '0'.repeat(64) };
    expect((await helper.call('quadlet_delete', stale)).body['code']).toBe('conflict');
    expect(await installed()).toEqual(['radarr.container']);
  });
});

describe('Quadlet files', () => {
  it('are invisible when they are links', async () => {
    await writeFile(fileAt('secret'), '[Container]\n');
    await symlink(fileAt('secret'), fileAt('quadlets/x.container'));
    expect((await helper.call('quadlet_read', { name: 'x', kind: 'container' })).body['code']).toBe('not_found');
    expect((await helper.call('quadlet_list')).body['quadlets']).toEqual([]);
  });

  it('are deleted but not written where Podman’s generator is absent', async () => {
    const bare = await createHelper({ quadletGenerators: ['/nonexistent/generator'] });
    await writeFile(join(bare.root, 'quadlets/n.network'), '[Network]\n');
    expect((await bare.call('quadlet_write', radarr)).body['code']).toBe('unavailable');
    const deleted = await bare.call('quadlet_delete', { name: 'n', kind: 'network' });
    expect(deleted.body['warnings']).toEqual(['not checked: Podman is not installed']);
    expect(await readdir(join(bare.root, 'quadlets'))).toEqual([]);
    await bare.close();
  });
});
