import { describe, expect, it } from 'vitest';

import { loadComposeProject } from '../../conversion/compose/load-project.ts';
import { checkComposePolicy } from './check-compose-policy.ts';

const directory = '/opt/stacks/media';
const links = new Map([
  ['/opt/stacks/media/time', '/etc/localtime'],
  ['/etc/localtime', '/usr/share/zoneinfo/Europe/Berlin'],
]);
const scopes = {
  bindDirectories: ['/opt/stacks', '/media-server'],
  stacksDirectory: '/opt/stacks',
  resolveLinks: (path: string) => links.get(path) ?? path,
};

async function problemsOf(text: string) {
  const files = { read: (path: string) => Promise.resolve(path === `${directory}/compose.yaml` ? text : undefined) };
  const { model, findings } = await loadComposeProject({ directory, file: 'compose.yaml', files });
  if (model === undefined) throw new Error(JSON.stringify(findings));
  return checkComposePolicy({ model, scopes, allowHostAccess: false }).problems;
}

const mount = (written: string) => `services:\n  app:\n    image: x:1\n    volumes: [${written}]\n`;
const service = (name: string, written: string) => `  ${name}:\n    image: x:1\n    ${written}\n`;

describe('binds of what is public on every host', () => {
  it.each([
    '"/etc/localtime:/etc/localtime:ro"',
    '"/etc/timezone:/etc/timezone:ro"',
    '"/usr/share/zoneinfo/:/usr/share/zoneinfo:ro"',
    '"/etc/ssl/certs/ca-certificates.crt:/etc/ssl/ca.pem:ro"',
    '{ type: bind, source: /etc/localtime, target: /etc/localtime, read_only: true }',
    '"/etc/../etc/localtime:/x:ro"',
  ])('are allowed: %s', async (written) => {
    expect(await problemsOf(mount(written))).toEqual([]);
  });

  it.each([
    '"/etc/localtime:/etc/localtime"',
    '"/etc/localtime:/etc/localtime:rw"',
    '{ type: bind, source: /etc/localtime, target: /x }',
    '{ type: bind, source: /etc/localtime, target: /x, read_only: false }',
    '"/etc/localtime:/x:ro,z"',
    '"/etc/localtime:/x:ro,Z"',
    '"/etc/localtime:/x:ro,U"',
    '{ type: bind, source: /etc/localtime, target: /x, read_only: true, bind: { selinux: z } }',
    '"/etc/localtime/../shadow:/x:ro"',
    '"/etc/localtime2:/x:ro"',
    '"/etc/ssl/certs:/x:ro"',
    '"/etc/ssl/private:/x:ro"',
    '"/etc/pki:/x:ro"',
    '"/usr/share/zoneinfo/../..:/x:ro"',
    '"/usr/share/zoneinfo/Europe:/x:ro"',
    '"/usr/share:/x:ro"',
    '"/etc:/x:ro"',
    '"./time:/x:ro"',
  ])('are these alone, to read alone: not %s', async (written) => {
    expect(await problemsOf(mount(written))).toEqual([expect.stringMatching(/^services\.app: volumes: .*not allowed/)]);
  });

  it('are not what a volume, a secret or an env file may come from', async () => {
    const volume = `${mount('"v:/x:ro"')}volumes: { v: { driver_opts: { type: none, o: "bind,ro", device: /etc/localtime } } }\n`;
    const secret = `services:\n${service('app', 'secrets: [s]')}secrets: { s: { file: /etc/timezone } }\n`;

    expect(await problemsOf(volume)).toHaveLength(1);
    expect(await problemsOf(secret)).toHaveLength(1);
  });
});

describe('a volume that is a folder of the host', () => {
  it('may not go up in its path, where a link may lead anywhere', async () => {
    const device = (path: string): string =>
      `${mount('"v:/x"')}volumes: { v: { driver_opts: { type: none, o: bind, device: ${path} } } }\n`;

    expect(await problemsOf(device('/media-server/tv'))).toEqual([]);
    expect(await problemsOf(device('/media-server/link/../tv'))).toEqual([expect.stringContaining('goes up')]);
  });
});

describe('mounts of another service', () => {
  const reader = service('reader', 'volumes: ["/opt/stacks:/x:ro", "/etc/localtime:/t:ro"]');

  it.each(['reader', 'reader:ro'])('stay read-only with volumes_from %s', async (from) => {
    expect(await problemsOf(`services:\n${reader}${service('app', `volumes_from: [${from}]`)}`)).toEqual([]);
  });

  it.each([['"reader:rw"'], ['"reader:z"'], ['"reader:ro", "reader:rw"']])(
    'become writable with volumes_from %s',
    async (from) => {
      const problems = await problemsOf(`services:\n${reader}${service('app', `volumes_from: [${from}]`)}`);

      expect(problems).toEqual([expect.stringContaining('rewrite'), expect.stringContaining('/etc/localtime')]);
    },
  );

  it.each([
    ['reader:rw', 'middle', 2],
    ['reader', 'middle:rw', 2],
    ['reader:rw', 'middle:ro', 0],
  ])('take the mode of the outermost: %s behind %s', async (inner, outer, count) => {
    const middle = service('middle', `volumes_from: ["${inner}"]`);
    const problems = await problemsOf(`services:\n${reader}${middle}${service('app', `volumes_from: ["${outer}"]`)}`);

    expect(problems.filter((problem) => problem.startsWith('services.app'))).toHaveLength(count);
  });

  it('have an end where services take them from each other in a circle', async () => {
    const [one, two] = [service('one', 'volumes_from: ["two:rw"]'), service('two', 'volumes_from: [one, reader]')];

    expect(await problemsOf(`services:\n${reader}${one}${two}`)).toHaveLength(4);
  });
});
