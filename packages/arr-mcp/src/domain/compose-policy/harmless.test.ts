import { describe, expect, it } from 'vitest';

import { loadComposeProject } from '../../conversion/compose/load-project.ts';
import { checkComposePolicy } from './check-compose-policy.ts';

const directory = '/opt/stacks/media';
const scopes = { bindDirectories: ['/opt/stacks', '/media-server'], stacksDirectory: '/opt/stacks' };

async function modelOf(text: string) {
  const files = { read: (path: string) => Promise.resolve(path.endsWith('/compose.yaml') ? text : undefined) };
  const { model, findings } = await loadComposeProject({ directory, file: 'compose.yaml', files });
  if (model === undefined) throw new Error(JSON.stringify(findings));
  return model;
}

const stack = (service: string, more = '') => `services:\n  app:\n    image: x:1\n    ${service}\n${more}`;

async function check(text: string, before?: string, files?: string[]) {
  const previous = before === undefined ? undefined : await modelOf(before);
  return checkComposePolicy({ model: await modelOf(text), previous, scopes, files, allowHostAccess: false });
}

describe('checkComposePolicy', () => {
  it.each<[string, string?]>([
    ['volumes: ["./config:/config", "/media-server/tv:/tv", "v:/data", "/anonymous"]', 'volumes: { v: }'],
    ['volumes: ["./.env:/x:ro", ".:/all:ro"]'],
    ['volumes: ["/media-server/Mom\'s 100% $$films:/x:rslave"]'],
    ['volumes: [{ type: tmpfs, target: /tmp, tmpfs: { size: 64m } }]'],
    ['volumes: ["v:/x"]', 'volumes: { v: { driver_opts: { type: none, o: bind, device: ./data } } }'],
    ['volumes: ["v:/x"]', 'volumes: { v: { driver_opts: { type: tmpfs, device: tmpfs, o: "size=100m" } } }'],
    ['network_mode: none'],
    ['network_mode: bridge'],
    ['network_mode: "service:vpn"', '  vpn: { image: y }'],
    ['pid: "service:vpn"', '  vpn: { image: y }'],
    ['ipc: shareable'],
    ['userns_mode: "keep-id:uid=1000,gid=1000"'],
    ['security_opt: ["no-new-privileges:true"]'],
    ['cap_drop: [ALL]'],
    ['sysctls: { net.ipv4.conf.all.src_valid_mark: 1 }'],
    ['post_start: [{ command: id }]'],
    ['privileged: false'],
    ['build: .'],
    ['build: { context: "https://github.com/a/b.git", dockerfile: Dockerfile }'],
    ['build: { context: ., additional_contexts: { a: "docker-image://alpine" } }'],
    ['image: ghcr.io/a/sif:4'],
    ['secrets: [s]', 'secrets: { s: { file: ./s.txt } }'],
    ['env_file: [{ path: ./.env, required: false }]'],
    ['x-podman.no_hosts: true', 'x-podman: { in_pod: false }'],
    ['annotations: { org.example.note: "1" }'],
  ])('accepts %s', async (service, more) => {
    expect(await check(stack(service, more).replace(/    image: x:1\n(?=    image)/, ''))).toEqual({
      problems: [],
      warnings: [],
    });
  });

  it.each([
    ['network_mode', 'network_mode: host', 'network_mode: "service:vpn"'],
    ['pid', 'pid: host', 'pid: "service:vpn"'],
    ['volumes_from', 'volumes: ["/etc:/x"]', 'volumes_from: [vpn]'],
  ])('sees through %s what a standing service has and a new one would get', async (_key, standing, shared) => {
    const before = `services:\n  vpn:\n    image: y\n    ${standing}\n`;

    expect((await check(`${before}  app:\n    image: x\n    ${shared}\n`, before)).problems).toHaveLength(1);
  });

  it('lets what is written to become what is only read, and not the other way', async () => {
    const [writable, readOnly] = [stack('volumes: ["/etc:/x"]'), stack('volumes: ["/etc:/x:ro"]')];

    expect((await check(readOnly, writable)).problems).toEqual([]);
    expect((await check(writable, readOnly)).problems).toHaveLength(1);
  });

  it('keeps what a project is read from out of the reach of its containers', async () => {
    const text = stack('volumes: ["./common/deep:/x"]');

    expect((await check(text, undefined, ['/opt/stacks/media/common/deep/base.yaml'])).problems).toEqual([
      expect.stringMatching(/could rewrite .*base\.yaml/),
    ]);
  });

  it.each(['network_mode: "container:other"', 'volumes_from: ["container:other"]'])(
    'warns of %s, of which nothing is known',
    async (service) => {
      const { problems, warnings } = await check(stack(service));

      expect({ problems, warnings }).toEqual({ problems: [], warnings: [expect.stringContaining('container:other')] });
      expect((await check(stack(service), stack(service))).warnings).toEqual([]);
    },
  );

  it('shows no secret of what it refuses', async () => {
    const { problems } = await check(stack('post_start: [{ command: "x --token=hunter2", privileged: true }]'));

    expect(problems).toHaveLength(1);
    expect(problems[0]).not.toContain('hunter2');
  });
});
