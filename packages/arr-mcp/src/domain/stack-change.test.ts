import { describe, expect, it } from 'vitest';

import { checkChangedFile, checkStackFiles } from './check-stack-files.ts';
import { MemoryStacks } from './stack-change.fixtures.ts';

const media = '/opt/stacks/media';
const main = `${media}/compose.yaml`;
const harmless = 'services:\n  app:\n    image: x\n';
const privileged = 'services:\n  app:\n    image: x\n    privileged: true\n';

interface Options {
  readonly allowHostAccess?: boolean;
  readonly resolveLinks?: (path: string) => string;
}

function partsOf(files: Readonly<Record<string, string>>, options: Options = {}) {
  const { stacks, files: userFiles } = new MemoryStacks(files);
  return { stacks, files: userFiles, allowHostAccess: false, resolveLinks: (path: string) => path, ...options };
}

async function write(path: string, text: string | null, files: Readonly<Record<string, string>>, options?: Options) {
  return checkStackFiles(new Map([[path, text]]), partsOf(files, options));
}

describe('checkStackFiles', () => {
  it.each<[string, Record<string, string>, string, string | null]>([
    ['the compose file itself', { [main]: harmless }, main, privileged],
    ['a new stack', {}, main, privileged],
    [
      'a variable in .env',
      { [main]: harmless.replace('x\n', 'x\n    privileged: ${P:-false}\n') },
      `${media}/.env`,
      'P=true',
    ],
    [
      'a bind whose source is a variable',
      { [main]: `${harmless}    volumes: ["\${DIR:-./a}:/x"]\n` },
      `${media}/.env`,
      'DIR=/etc',
    ],
    [
      'a .env that goes, so that a default counts',
      { [main]: `${harmless}    pid: \${PID-host}\n`, [`${media}/.env`]: 'PID=private' },
      `${media}/.env`,
      null,
    ],
    [
      'an included file',
      { [main]: `include: [more.yaml]\n${harmless}`, [`${media}/more.yaml`]: 'services: {}' },
      `${media}/more.yaml`,
      privileged.replace('app', 'b'),
    ],
    [
      'the .env of an included project',
      { [main]: 'include: [sub/more.yaml]\n', [`${media}/sub/more.yaml`]: `${harmless}    privileged: \${P:-false}\n` },
      `${media}/sub/.env`,
      'P=true',
    ],
    [
      'a file that is extended',
      {
        [main]: 'services:\n  app:\n    extends: { file: ../common/base.yaml, service: app }\n',
        '/opt/stacks/common/base.yaml': harmless,
      },
      '/opt/stacks/common/base.yaml',
      privileged,
    ],
    [
      'an override file',
      { [main]: harmless },
      `${media}/compose.override.yaml`,
      'services: { app: { privileged: true } }',
    ],
    ['a compose file of a name that counts more', { [`${media}/docker-compose.yml`]: harmless }, main, privileged],
    [
      'a merge key',
      { [main]: harmless },
      main,
      `x-p: &p { privileged: true }\nservices:\n  app:\n    <<: *p\n    image: x\n`,
    ],
    ['an anchor', { [main]: harmless }, main, `x-v: &v ["/etc:/x"]\n${harmless}    volumes: *v\n`],
    [
      'options of a volume driver',
      { [main]: harmless },
      main,
      `${harmless}    volumes: ["v:/x"]\nvolumes: { v: { driver_opts: { type: none, o: bind, device: /etc } } }\n`,
    ],
    [
      'a profile that is not active',
      { [main]: harmless },
      main,
      `${harmless}    profiles: [never]\n    privileged: true\n`,
    ],
    ['a variable that only the helper has', { [main]: harmless }, main, `${harmless}    pid: \${HOME:+host}\n`],
    ['a home folder', { [main]: harmless }, main, `${harmless}    volumes: ["\${HOME}/.ssh:/x"]\n`],
    ['a variable that only some hosts have', { [main]: harmless }, main, `${harmless}    pid: \${DOCKER_HOST:+host}\n`],
    [
      'what an override file hides from one way of reading',
      { [main]: harmless, [`${media}/compose.override.yaml`]: 'services: { app: { privileged: false } }' },
      main,
      privileged,
    ],
  ])('refuses the host by way of %s', async (_way, files, path, text) => {
    await expect(write(path, text, files)).rejects.toMatchObject({
      code: 'refused',
      details: {
        problems: [expect.stringMatching(/^media: services\.\w+: .*ARR_MCP_ALLOW_HOST_ACCESS=true allows it$/)],
      },
    });
    const { warnings } = await write(path, text, files, { allowHostAccess: true });
    expect(warnings).toEqual([expect.stringMatching(/^media: services\.\w+: .* reaches the host: /)]);
  });

  it.each([
    ['a line break that ends a comment for others', '    # c\u2028    privileged: true\n'],
    ['a text that podman-compose takes for true', '    privileged: "false"\n'],
    ['a merge that only podman-compose sees', '    !!merge x-a: { privileged: true }\n'],
  ])('refuses %s', async (_way, line) => {
    const [text, files] = [harmless + line, { [main]: harmless }];

    await expect(write(main, text, files)).rejects.toMatchObject({
      code: 'refused',
      details: { problems: [expect.stringMatching(/^media: compose\.yaml: .*in two ways/)] },
    });
    expect((await write(main, text, files, { allowHostAccess: true })).warnings).toHaveLength(1);
    expect((await write(main, text.replace('image: x', 'image: y'), { [main]: text })).warnings).toEqual([]);
    await expect(write(main, `${text}  other:\n    image: y\n${line}`, { [main]: text })).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('lets what stood there stay, and what belongs to no stack be', async () => {
    const files = { [main]: privileged, '/media-server/notes.txt': 'a' };

    expect((await write(main, privileged.replace('image: x', 'image: y'), files)).warnings).toEqual([]);
    expect((await write('/media-server/notes.txt', 'b', files)).changes).toEqual([]);
  });

  it('names a stack of another folder that is read from the same file', async () => {
    const files = { [main]: harmless, '/opt/stacks/other/compose.yaml': 'include: [../media/shared.yaml]\n' };
    const both = { ...files, [`${media}/shared.yaml`]: 'services: {}' };

    await expect(write(`${media}/shared.yaml`, privileged, both)).rejects.toThrow('a container of other the host');
  });

  it('follows links to the file that is written', async () => {
    const files = { [main]: 'include: [link.yaml]\n', [`${media}/link.yaml`]: 'services: {}' };
    const resolveLinks = (path: string) => path.replace('link.yaml', 'real.yaml');

    await expect(write(`${media}/real.yaml`, privileged, files, { resolveLinks })).rejects.toMatchObject({
      code: 'refused',
    });
  });

  it('refuses a compose file that would not work, and says where', async () => {
    await expect(write(main, 'services:\n  app:\n    imagee: x\n', { [main]: harmless })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { problems: [expect.stringMatching(/^services\.app: imagee/)] },
    });
    await expect(write(main, 'a: [', { [main]: harmless })).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('refuses a file that takes the view of what a stack would become, but not of lines for it', async () => {
    const files = { [main]: 'include: [more.yaml]\n', [`${media}/more.yaml`]: harmless };

    await expect(write(`${media}/more.yaml`, 'services: [', files)).rejects.toMatchObject({ code: 'refused' });
    expect((await write(`${media}/more.yaml`, null, files)).warnings).toEqual([expect.stringContaining('more.yaml')]);
    const needing = { [main]: harmless.replace('image: x', 'image: ${IMAGE:?none}'), [`${media}/.env`]: 'IMAGE=x' };
    expect((await write(`${media}/.env`, 'OTHER=x', needing)).warnings).toEqual([
      expect.stringMatching(/^media: .*none/),
    ]);
  });

  it('does not mind what was wrong before', async () => {
    const standing = `${harmless}    env_file: [missing.env]\n`;
    const { warnings } = await write(main, standing.replace('image: x', 'image: y'), { [main]: standing });

    expect(warnings).toEqual([expect.stringMatching(/^media: services\.app: env_file.*missing\.env/)]);
    await expect(write(main, standing, { [main]: harmless })).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('tells of a file that may not be read', async () => {
    const text = 'include: [wg.key]\n';

    await expect(write(main, text, { [main]: harmless })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { problems: [expect.stringContaining('it holds a key')] },
    });
  });
});

describe('what a check costs', () => {
  it('is one look at each file, however many ways there are to read a stack', async () => {
    const texts = { [main]: harmless.replace('image: x', 'image: ${DOCKER_HOST:-x}'), [`${media}/.env`]: 'A=1' };
    const parts = partsOf(texts);
    const looks: string[] = [];
    const read = async (path: string, maxBytes: number) => {
      looks.push(path);
      return parts.files.read(path, maxBytes);
    };

    await checkStackFiles(new Map([[`${media}/.env`, 'A=2']]), { ...parts, files: { ...parts.files, read } });

    expect(looks).toEqual([...new Set(looks)]);
    expect(looks).toContain(main);
  });
});

describe('checkChangedFile', () => {
  it('lets the change history refuse what gives a container the host', async () => {
    const check = checkChangedFile(partsOf({ [main]: harmless }));

    await expect(check(main, Buffer.from(privileged))).rejects.toMatchObject({ code: 'refused' });
    await expect(check(main, null)).resolves.toEqual([]);
    await expect(check(main, Buffer.from(harmless))).resolves.toEqual([]);
  });
});
