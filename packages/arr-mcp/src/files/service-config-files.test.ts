import { linkSync, mkdirSync, readFileSync, symlinkSync, statSync, chmodSync, chownSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { checkArrEdit, editArrConfig } from '../services/config-file/edit-arr-config.ts';
import { configFileNames, parseConfigFile } from '../services/config-file/parse-config-file.ts';
import type { ServiceConfig } from '../services/config-file/service-config.ts';
import { ChangeableFiles } from './changeable-files.ts';
import { ScopeFolders, isRoot, stranger, uid } from './file-scope.fixtures.ts';
import { ServiceConfigFiles } from './service-config-files.ts';

const key = '0123456789abcdef0123456789abcdef';
const config = `<Config>\n  <Port>8989</Port>\n  <ApiKey>${key}</ApiKey>\n  <UrlBase></UrlBase>\n</Config>\n`;

let folders: ScopeFolders;
let configs: ServiceConfigFiles<ServiceConfig>;

beforeEach(() => {
  folders = new ScopeFolders();
  configs = new ServiceConfigFiles(
    { directory: folders.path('media/config'), uid, closed: [folders.path('data')] },
    {
      names: configFileNames,
      parse: parseConfigFile,
      editable: 'config.xml',
      edit: editArrConfig,
      checkEdit: checkArrEdit,
    },
  );
});

afterEach(() => folders.remove());

const notFound = expect.objectContaining({ code: 'not_found' }) as Error;
const refused = expect.objectContaining({ code: 'refused' }) as Error;

describe('reading', () => {
  it('gives what a configuration file tells', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config);

    await expect(configs.read(path)).resolves.toMatchObject({ port: 8989, credential: { api_key: key } });
  });

  it('opens no file of another name', async () => {
    const path = folders.write('media/config/sonarr/notes.txt', config);

    await expect(configs.read(path)).resolves.toBeUndefined();
  });

  it.each([
    ['outside of the services directory', 'media/config.xml'],
    ['in the directory next to it', 'media/config-old/config.xml'],
    ['in the stacks', 'stacks/demo/config.xml'],
  ])('has nothing %s', async (_where, name) => {
    await expect(configs.read(folders.write(name, config))).rejects.toThrow(notFound);
  });

  it('has nothing where a path is not written plainly, or nothing is', async () => {
    folders.write('media/config.xml', config);

    await expect(configs.read(folders.path('media/config/x/../../config.xml'))).rejects.toThrow(notFound);
    await expect(configs.read(`${folders.path('media/config')}/../config.xml`)).rejects.toThrow(notFound);
    await expect(configs.read(folders.path('media/config/sonarr/config.xml'))).rejects.toThrow(notFound);
    await expect(configs.read('config.xml')).rejects.toThrow(notFound);
  });

  it('follows no link that leads out, or to a file of another name', async () => {
    const outside = folders.write('elsewhere/config.xml', config);
    const other = folders.write('media/config/private/secret.txt', config);
    mkdirSync(folders.path('media/config/sonarr'));
    symlinkSync(outside, folders.path('media/config/sonarr/config.xml'));
    symlinkSync(other, folders.path('media/config/config.xml'));

    await expect(configs.read(folders.path('media/config/sonarr/config.xml'))).rejects.toThrow(notFound);
    await expect(configs.read(folders.path('media/config/config.xml'))).rejects.toThrow(notFound);
  });

  it.skipIf(!isRoot)('has nothing of another user', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config);
    chownSync(path, stranger, stranger);

    await expect(configs.read(path)).rejects.toThrow(notFound);
  });

  it('refuses a file with several names, one that is too large, and one that is no text', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config);
    linkSync(path, folders.path('media/other.xml'));
    const large = folders.write('media/config/radarr/config.xml', ' '.repeat(1024 * 1024 + 1));
    const binary = folders.write('media/config/lidarr/config.xml', Buffer.from([0x3c, 0xff, 0xfe]));

    for (const each of [path, large, binary]) await expect(configs.read(each)).rejects.toThrow(refused);
  });

  it('tells that a file is not of its form, and not what stands in it', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config.slice(0, 60));

    await expect(configs.read(path)).rejects.toThrow(expect.objectContaining({ code: 'bad_response' }) as Error);
    await expect(configs.read(path)).rejects.not.toThrow(/0123/);
  });
});

describe('changing', () => {
  const changed = config.replace('<UrlBase></UrlBase>', '<UrlBase>/tv</UrlBase>');

  it('works out one setting, and writes it as one whole file of the same mode', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config);
    chmodSync(path, 0o640);

    const edit = await configs.edit(path, 'UrlBase', '/tv');
    expect(edit).toMatchObject({ path, content: changed, before: '' });
    expect(readFileSync(path, 'utf8')).toBe(config);

    await configs.replace(path, { content: Buffer.from(edit.content), expected: edit.sha256 });
    expect(readFileSync(path, 'utf8')).toBe(changed);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('refuses a content in which more differs, whatever it was checked for before', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config);
    const { sha256: expected } = await configs.readWhole(path);
    const content = Buffer.from(config.replace(key, 'f'.repeat(32)));

    await expect(configs.checkChange(path, content)).rejects.toThrow(refused);
    await expect(configs.replace(path, { content, expected })).rejects.toThrow(refused);
    await expect(configs.checkChange(path, null)).rejects.toThrow(refused);
    expect(readFileSync(path, 'utf8')).toBe(config);
  });

  it('notices that something else stands there by now', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config);
    const { sha256: expected } = await configs.edit(path, 'UrlBase', '/tv');
    folders.write('media/config/sonarr/config.xml', config.replace('8989', '8990'));

    await expect(configs.replace(path, { content: Buffer.from(changed), expected })).rejects.toThrow(
      expect.objectContaining({ code: 'conflict' }) as Error,
    );
  });

  it('changes nothing in a folder that everybody may write to, and no other file', async () => {
    const path = folders.write('media/config/open/config.xml', config);
    chmodSync(folders.path('media/config/open'), 0o777);
    const ini = folders.write('media/config/sabnzbd/sabnzbd.ini', '[misc]\nport = 1\n');

    await expect(configs.checkChange(path, Buffer.from(changed))).rejects.toThrow(refused);
    await expect(configs.edit(ini, 'port', '2')).rejects.toThrow(refused);
  });

  it('stays the only way: the door to the files of the user knows nothing of it', async () => {
    const path = folders.write('media/config/sonarr/config.xml', config);
    const changeable = new ChangeableFiles(folders.files, configs);
    const { sha256: expected } = await configs.readWhole(path);

    await expect(folders.files.read(path, 10_000)).rejects.toThrow(refused);
    await expect(folders.files.replace(path, { content: Buffer.from(changed), expected })).rejects.toThrow(refused);
    await expect(changeable.checkChange(path, Buffer.from(changed))).resolves.toBeUndefined();
    await expect(changeable.remove(path, expected)).rejects.toThrow(refused);
    await expect(changeable.read(folders.write('logs/config.xml', config), 10_000)).rejects.toThrow(refused);
  });
});
