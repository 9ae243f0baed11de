import { describe, expect, it } from 'vitest';

import { mask } from '../../mask-secrets.ts';
import { household, items } from './sabnzbd-household.fixtures.ts';
import { refuseUnsettable } from './settable.ts';
import { shownSetting } from './shown-settings.ts';
import { shownText } from './shown-text.ts';

describe('sabnzbd_set_config', () => {
  it('shows old and new and changes nothing without consent', async () => {
    const bench = household();
    const args = { section: 'misc', keyword: 'bandwidth_max', value: '10M' };
    const preview = await bench.call('sabnzbd_set_config', args);

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: 'Sets misc.bandwidth_max of sabnzbd from "50M" to "10M". It counts at once.',
    });
    const [misc] = items(await bench.call('sabnzbd_get_config', { query: 'bandwidth_max' }));
    expect(misc).toMatchObject({ settings: { bandwidth_max: '50M' } });
  });

  it.each([
    [{ section: 'misc', keyword: 'bandwidth_max', value: '10M' }, 'misc.bandwidth_max', '10M'],
    [{ section: 'categories', name: 'tv', keyword: 'dir', value: 'series' }, 'categories.tv.dir', 'series'],
    [{ section: 'servers', name: 'news.example', keyword: 'enable', value: '0' }, 'servers.news.example.enable', 0],
  ])('changes after consent: %j', async (args, setting, value) => {
    const { done } = await household().confirm('sabnzbd_set_config', args);

    expect(done).toEqual({ status: 'done', setting, value });
  });

  it.each([
    ['a setting that there is not', { section: 'servers', name: 'news.example', keyword: 'nosuch' }, 'refused'],
    ['a server that there is not', { section: 'servers', name: 'other', keyword: 'enable' }, 'not_found'],
    ['a category that there is not', { section: 'categories', name: 'comics', keyword: 'dir' }, 'not_found'],
    ['no name in a list', { section: 'servers', keyword: 'enable' }, 'invalid_argument'],
    ['a name in misc', { section: 'misc', name: 'x', keyword: 'top_only' }, 'invalid_argument'],
  ])('refuses %s', async (_what, args, code) => {
    await expect(household().call('sabnzbd_set_config', { ...args, value: '1' })).rejects.toMatchObject({ code });
  });
});

describe('refuseUnsettable', () => {
  it.each([
    ['misc', 'script_dir'],
    ['misc', 'pre_script'],
    ['misc', 'end_queue_script'],
    ['misc', 'queue_complete'],
    ['misc', 'unrar_parameters'],
    ['misc', 'par_option'],
    ['misc', 'nice'],
    ['misc', 'ionice'],
    ['misc', 'schedlines'],
    ['misc', 'email_dir'],
    ['misc', 'web_dir'],
    ['misc', 'download_dir'],
    ['misc', 'complete_dir'],
    ['misc', 'dirscan_dir'],
    ['misc', 'admin_dir'],
    ['misc', 'password_file'],
    ['misc', 'permissions'],
    ['misc', 'host'],
    ['misc', 'port'],
    ['misc', 'inet_exposure'],
    ['misc', 'local_ranges'],
    ['misc', 'host_whitelist'],
    ['misc', 'verify_xff_header'],
    ['misc', 'html_login'],
    ['misc', 'username'],
    ['misc', 'password'],
    ['misc', 'api_key'],
    ['misc', 'nzb_key'],
    ['misc', 'config_lock'],
    ['misc', 'socks5_proxy_url'],
    ['misc', 'enable_https_verification'],
    ['misc', 'email_server'],
    ['misc', 'nosuch'],
    ['misc', 'constructor'],
    ['misc', ''],
    ['categories', 'script'],
    ['servers', 'host'],
    ['servers', 'port'],
    ['servers', 'ssl'],
    ['servers', 'ssl_verify'],
    ['servers', 'username'],
    ['servers', 'password'],
  ] as const)('refuses %s.%s', (section, keyword) => {
    expect(() => refuseUnsettable(section, keyword, '1')).toThrow(/is not changed from here/);
  });

  it.each(['tv', 'Films/4K', 'tv*', '', 'Серіали', 'a b (c)-d.e'])("takes %j for a category's folder", (value) => {
    expect(() => refuseUnsettable('categories', 'dir', value)).not.toThrow();
  });

  it.each([
    '/etc',
    '../x',
    'tv/../../etc',
    '~/x',
    'C:\\x',
    'tv//x',
    'a\nb',
    '.config',
    '..',
    '$HOME',
    '\\\\host\\share',
  ])("refuses %j for a category's folder", (value) => {
    expect(() => refuseUnsettable('categories', 'dir', value)).toThrow(/below/);
  });
});

describe('shownSetting', () => {
  it.each([
    ['api_key', 'abc', mask],
    ['nzb_key', 'abc', mask],
    ['password', '**********', mask],
    ['username', 'me', mask],
    ['email_pwd', 'abc', mask],
    ['email_account', 'me', mask],
    ['email_to', ['me@example.org'], mask],
    ['email_to', [], []],
    ['pushover_userkey', 'abc', mask],
    ['apprise_urls', 'mailto://me:pass@host', mask],
    ['apprise_target_failed', 'json://x', mask],
    ['uri', ['https://indexer.example/rss?apikey=abc'], mask],
    ['socks5_proxy_url', 'socks5://me:pass@host', mask],
    ['notes', 'password is hunter2', mask],
    ['nscript_parameters', '--token abc', mask],
    ['password', '', ''],
    ['bandwidth_max', '50M', '50M'],
    ['cleanup_list', ['nfo', 'sfv'], ['nfo', 'sfv']],
    ['top_only', true, true],
    ['selftest_host', 'http://me:pass@host/', `http://me:${mask}@host/`],
    ['keep_awake', 1, 1],
  ])('shows %s of %j as %j', (name, value, shown) => {
    expect(shownSetting(name, value)).toEqual(shown);
  });
});

describe('shownText', () => {
  it.each([
    [
      'Trying to fetch NZB from https://indexer.example/api?t=get&apikey=abc',
      'Trying to fetch NZB from https://indexer.example/api?…',
    ],
    [
      'https://indexer.example/getnzb/some-guid.nzb&i=1&r=0123456789abcdef',
      'https://indexer.example/getnzb/some-guid.nzb?…',
    ],
    ['https://indexer.example/0123456789abcdef01234567/get.nzb', `https://indexer.example/${mask}/get.nzb`],
    ['http://me:pass@host/a.nzb', 'http://host/a.nzb'],
    ['see https://sabnzbd.org/not-complete', 'see https://sabnzbd.org/not-complete'],
    ['a\u001B[31mred\u001B[0m\nline', 'aredline'],
  ])('shows %j without secrets', (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it.each([undefined, '', '  '])('takes %j for nothing', (text) => {
    expect(shownText(text)).toBeUndefined();
  });
});
