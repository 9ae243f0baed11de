import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { confirm, fail, rows, succeed } from '../connect.ts';
import { inLab, shellInLab, tryInLab } from '../lab.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

const folder = '/opt/stacks/files';
const composeFile = `${folder}/docker-compose.yml`;
const composeText = `# the films
services:
  radarr: # port 7878
    image: lscr.io/linuxserver/radarr:5.22.4
    environment:
      RADARR_API_KEY: 0123456789abcdef
    ports: ["127.0.0.1:27878:7878"]
`;
const notes = '/media-server/books/notes.txt';

async function read(path: string): Promise<string> {
  return inLab(['cat', path]);
}

describe.skipIf(hasNoMediaHost)('files of the media host', () => {
  const story = useStory();
  beforeAll(async () => {
    await shellInLab(`mkdir -p ${folder} && cat > ${composeFile} && chmod 640 ${composeFile}`, { input: composeText });
    await shellInLab(`mkdir -p /media-server/sonarr/logs && cd /media-server/sonarr &&
      echo '<Config><ApiKey>abc</ApiKey></Config>' > config.xml &&
      printf '%s|Info|Bootstrap|Starting\\n%s|Error|Db|database is locked\\n  at System.Data\\n' \\
        "$(date -u '+%F %T.0')" "$(date -u '+%F %T.1')" > logs/sonarr.txt &&
      printf '2020-01-01 00:00:00.0|Error|Db|database is locked\\n' | gzip > logs/sonarr.0.txt.gz`);
    await shellInLab('echo theirs > /opt/stacks/fail2ban/theirs.txt', { user: 'root' });
  });
  afterAll(async () => {
    await tryInLab(['rm', '-rf', folder, '/media-server/sonarr', notes]);
    await tryInLab(['rm', '-f', '/opt/stacks/fail2ban/theirs.txt'], { user: 'root' });
  });

  it('tells how full the disks are', async () => {
    const { disks } = await succeed(story.connection, 'disk_usage');
    expect(disks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          total_bytes: expect.any(Number) as unknown,
          free_bytes: expect.any(Number) as unknown,
        }),
      ]),
    );
  });

  it("lists what is ours and nothing of another account's", async () => {
    const names = rows(await succeed(story.connection, 'directory_list', { path: '/opt/stacks' })).map(
      ({ name }) => name,
    );
    expect(names).toContain('files');
    expect(names).not.toContain('fail2ban');
  });

  it.each([
    ["another account's file", '/opt/stacks/fail2ban/theirs.txt', 'not_found'],
    ['a file outside', '/etc/passwd', 'not_found'],
    ["the server's own key", '/run/secrets/arr-mcp-api-key', 'not_found'],
    ['a way around', '/opt/stacks/files/../../../etc/passwd', 'not_found'],
    ["a service's key", '/media-server/sonarr/config.xml', 'refused'],
  ])('does not read %s', async (_what, path, code) => {
    expect((await fail(story.connection, 'file_read', { path })).code).toBe(code);
  });

  it('writes a file after showing it, and takes that back', async () => {
    await confirm(story.connection, 'file_write', { path: notes, content: 'one\n' });
    const preview = await succeed(story.connection, 'file_write', { path: notes, content: 'one\ntwo\n' });
    expect(JSON.stringify(preview)).toContain('+two');
    expect(await read(notes)).toBe('one');

    await confirm(story.connection, 'file_write', { path: notes, content: 'one\ntwo\n', reason: 'a second line' });
    expect(await shellInLab(`cat ${notes}; stat -c %U ${notes}`)).toBe('one\ntwo\nmedia');
    const [newest] = rows(await succeed(story.connection, 'change_list'));
    expect(newest).toMatchObject({ path: notes, action: 'replaced', reason: 'a second line' });

    await confirm(story.connection, 'change_revert', { id: newest?.['id'] });
    expect(await read(notes)).toBe('one');
  });

  it('brings a deleted file back', async () => {
    await confirm(story.connection, 'file_delete', { path: notes });
    expect((await tryInLab(['test', '-e', notes])).exitCode).toBe(1);

    const [newest] = rows(await succeed(story.connection, 'change_list'));
    await confirm(story.connection, 'change_revert', { id: newest?.['id'] });
    expect(await read(notes)).toBe('one');
  });

  it('says what a log says, since when, also in what was rotated and packed', async () => {
    const search = { in: ['sonarr'], query: 'DATABASE is locked', context: 1 };
    expect(await succeed(story.connection, 'log_search', search)).toMatchObject({ total: 2 });
    const recent = await succeed(story.connection, 'log_search', { ...search, since: '1d' });
    expect(recent).toMatchObject({ total: 1 });
    expect(JSON.stringify(recent)).toContain('at System.Data');
  });

  it('records who did what', async () => {
    const entries = rows(await succeed(story.connection, 'audit_list', { tool: 'file_delete' }));
    expect(entries.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['asked', 'done']));
  });
});

describe.skipIf(hasNoMediaHost)('a compose file', () => {
  const story = useStory();
  const edited = composeText.replace('27878', '27879').replace('0123456789abcdef', '"********"');
  beforeAll(async () => {
    await shellInLab(`mkdir -p ${folder} && cat > ${composeFile} && chmod 640 ${composeFile}`, { input: composeText });
  });
  afterAll(async () => {
    await tryInLab(['bash', '-c', `cd ${folder} && podman-compose down; rm -rf ${folder}`]);
  });

  it('is shown without its secrets', async () => {
    const { content } = await succeed(story.connection, 'compose_read', { stack: 'files' });
    expect(content).toBe(composeText.replace('0123456789abcdef', '"********"'));
  });

  it('changes after its difference was shown, and keeps comments, secrets, name, owner and mode', async () => {
    const preview = await succeed(story.connection, 'compose_write', { stack: 'files', content: edited });
    expect(JSON.stringify(preview)).toMatch(/27879/);
    expect(JSON.stringify(preview)).not.toContain('0123456789abcdef');
    expect(await read(composeFile)).toBe(composeText.trimEnd());

    await confirm(story.connection, 'compose_write', { stack: 'files', content: edited });
    expect(await read(composeFile)).toBe(composeText.replace('27878', '27879').trimEnd());
    expect(await inLab(['stat', '-c', '%U %a', composeFile])).toBe('media 640');
    expect(await succeed(story.connection, 'compose_validate', { stack: 'files' })).toMatchObject({ valid: true });
  });

  it.each([
    ['a privileged container', edited.replace('    ports', '    privileged: true\n    ports')],
    ["the host's files", edited.replace('    ports', '    volumes: ["/:/host"]\n    ports')],
    ['no services', 'services: []\n'],
    ['an unknown key', edited.replace('image:', 'imagee:')],
    ['no YAML', 'services: [\n'],
  ])('is not written with %s', async (_what, content) => {
    const before = await read(composeFile);
    expect((await fail(story.connection, 'compose_write', { stack: 'files', content })).code).toMatch(
      /refused|invalid_argument/,
    );
    expect(await read(composeFile)).toBe(before);
  });

  it('cannot get the host through its variables either', async () => {
    await confirm(story.connection, 'compose_write', {
      stack: 'files',
      content: edited.replace('    ports', '    volumes: ["${DATA:-./data}:/data"]\n    ports'),
    });
    const args = { path: `${folder}/.env`, content: 'DATA=/\n' };
    // Nobody is asked to agree to it first.
    expect((await fail(story.connection, 'file_write', args)).code).toBe('refused');
    expect((await tryInLab(['test', '-e', args.path])).exitCode).toBe(1);
  });
});
