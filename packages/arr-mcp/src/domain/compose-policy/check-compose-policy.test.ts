import { describe, expect, it } from 'vitest';

import { loadComposeProject } from '../../conversion/compose/load-project.ts';
import { checkComposePolicy } from './check-compose-policy.ts';

const directory = '/opt/stacks/media';
const links = new Map([
  ['/opt/stacks/media/link', '/etc'],
  ['/media-server/stacks', '/opt/stacks'],
]);
const scopes = {
  bindDirectories: ['/opt/stacks', '/media-server'],
  stacksDirectory: '/opt/stacks',
  resolveLinks: (path: string) => links.get(path) ?? path,
};

async function modelOf(text: string) {
  const files = { read: (path: string) => Promise.resolve(path === `${directory}/compose.yaml` ? text : undefined) };
  const { model, findings } = await loadComposeProject({ directory, file: 'compose.yaml', files });
  if (model === undefined) throw new Error(JSON.stringify(findings));
  return model;
}

const stack = (service: string, more = '') => `services:\n  app:\n    image: x:1\n    ${service}\n${more}`;
const volumes = (definition: string) => `volumes:\n  v: ${definition}\n`;

async function check(text: string, options: { before?: string; allow?: boolean; files?: string[] } = {}) {
  return checkComposePolicy({
    model: await modelOf(text),
    previous: options.before === undefined ? undefined : await modelOf(options.before),
    scopes,
    files: options.files,
    allowHostAccess: options.allow ?? false,
  });
}

/** Ways to the host: what the service says, what else the file says, and what the answer names. */
const ways: [service: string, reason: RegExp, more: string | undefined][] = (
  [
    ['privileged: true', /privileged: true .*: .*rights/],
    ['network_mode: host', /network of the host/],
    ['network_mode: "ns:/proc/1/ns/net"', /network of the host/],
    ['network_mode: "slirp4netns:allow_host_loopback=true"', /options/],
    ['networks: [h]', /network of the host/, 'networks: { h: { external: true, name: host } }'],
    ['networks: [h]', /network of the host/, 'networks: { h: { driver: host } }'],
    ['pid: host', /namespace of the host/],
    ['pid: "ns:/proc/1/ns/pid"', /namespace of the host/],
    ['ipc: host', /namespace of the host/],
    ['uts: host', /namespace of the host/],
    ['cgroup: host', /namespace of the host/],
    ['userns_mode: host', /namespace of the host/],
    ['cgroup_parent: /', /processes of the host/],
    ['runtime: /tmp/evil', /runtime/],
    ['cap_add: [NET_ADMIN]', /cap_add: NET_ADMIN .*rights/],
    ['devices: [/dev/dri]', /device of the host/],
    ['devices: [nvidia.com/gpu=all]', /device of the host/],
    ['device_cgroup_rules: ["c 1:3 mr"]', /device of the host/],
    ['gpus: all', /GPU/],
    ['deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }', /GPU/],
    ['security_opt: [seccomp=unconfined]', /confines/],
    ['security_opt: ["label:disable"]', /confines/],
    ['security_opt: [apparmor=unconfined]', /confines/],
    ['security_opt: [unmask=ALL]', /confines/],
    ['security_opt: ["no-new-privileges:false"]', /confines/],
    ['sysctls: { kernel.core_pattern: x }', /sysctl/],
    ['group_add: [keep-groups]', /groups/],
    ['annotations: { run.oci.hooks.stdout: /x }', /annotation/],
    ['use_api_socket: true', /controls the host/],
    ['provider: { type: evil }', /program on the host/],
    ['credential_spec: { file: my.json }', /credentials/],
    ['post_start: [{ command: id, privileged: true }]', /post_start: .*rights/],
    ['logging: { options: { path: /home/media/.bashrc } }', /outside/],
    ['volumes: ["/:/host"]', /volumes: \/ .*: it is outside/],
    ['volumes: ["/etc:/x:ro"]', /volumes: \/etc:ro .*outside/],
    ['volumes: ["/media-server2:/x"]', /outside/],
    ['volumes: ["/media-server/../etc:/x"]', /outside/],
    ['volumes: ["../../../etc:/x"]', /outside/],
    ['volumes: ["~/.ssh:/x"]', /home folder/],
    ['volumes: ["./link:/x:ro"]', /outside/],
    ['volumes: ["/media-server/stacks:/x"]', /rewrite/],
    ['volumes: ["/run/user/1001/podman/podman.sock:/x"]', /controls the host/],
    ['volumes: ["/media-server/docker.sock:/x:ro"]', /controls the host/],
    ['volumes: [".:/x"]', /rewrite what stack_up runs/],
    ['volumes: ["/opt/stacks:/x"]', /rewrite/],
    ['volumes: ["/opt:/x"]', /outside/],
    ['volumes: ["./.env:/x"]', /rewrite/],
    ['volumes: ["./.env:/x:ro,U"]', /rewrite/],
    ['volumes: [{ type: bind, source: ./compose.yaml, target: /x }]', /rewrite/],
    ['volumes: [{ type: npipe, source: a, target: /x }]', /npipe/],
    ['volumes: ["v:/x"]', /device \/etc/, volumes('{ driver_opts: { type: none, o: bind, device: /etc } }')],
    ['volumes: ["v:/x:ro"]', /device \/etc/, volumes('{ driver_opts: { type: none, o: "bind,ro", device: /etc } }')],
    ['volumes: ["v:/x"]', /rewrite/, volumes('{ driver_opts: { type: none, o: bind, device: . } }')],
    ['volumes: ["v:/x"]', /folders of the host/, volumes('{ driver_opts: { type: overlay, o: "lowerdir=/etc" } }')],
    ['volumes: ["v:/x"]', /plug-in/, volumes('{ driver: rclone }')],
    ['secrets: [s]', /file \/etc\/shadow/, 'secrets: { s: { file: /etc/shadow } }'],
    ['configs: [c]', /file \/etc\/passwd/, 'configs: { c: { file: /etc/passwd } }'],
    ['env_file: [{ path: /home/media/.env, required: false }]', /env_file: .*outside/],
    ['build: /home/media', /build: .*outside/],
    ['build: { context: ., dockerfile: /etc/x }', /outside/],
    ['build: { context: ., additional_contexts: { a: /etc } }', /outside/],
    ['build: { context: ., network: host }', /network of the host/],
    ['build: { context: ., privileged: true }', /rights/],
    ['build: { context: ., entitlements: [security.insecure] }', /rights/],
    ['build: { context: ., ssh: [default] }', /keys/],
    ['build: { context: ., cache_to: ["type=local,dest=/home/media"] }', /outside/],
    ['build: { context: ., secrets: [s] }', /shadow/, 'secrets: { s: { file: /etc/shadow } }'],
    ['x-podman.rootfs: true', /past every check/],
    ['init: true', /x-podman: pod_args/, 'x-podman: { pod_args: ["--volume=/:/x"] }'],
  ] satisfies [string, RegExp, string?][]
).map(([service, reason, more]) => [service, reason, more]);

describe('checkComposePolicy', () => {
  it.each(ways)('refuses a new %s', async (service, reason, more) => {
    const { problems } = await check(stack(service, more));

    expect(problems).toEqual([expect.stringMatching(reason)]);
    expect(problems[0]).toMatch(/^(?:services\.app|project): .*; ARR_MCP_ALLOW_HOST_ACCESS=true allows it$/);
  });

  it.each(ways)(
    'leaves a standing %s, and warns of a new one where the operator allows it',
    async (service, reason, more) => {
      const text = stack(service, more);

      expect(await check(text.replace('x:1', 'x:2'), { before: text })).toEqual({ problems: [], warnings: [] });
      expect((await check(text, { allow: true })).warnings).toEqual([expect.stringMatching(reason)]);
    },
  );

  it.each(ways.filter(([, , more]) => more?.startsWith('x-podman') !== true))(
    'takes a service with %s under a new name for a new one',
    async (service, reason, more) => {
      const text = stack(service, more);

      expect((await check(text.replace('  app:', '  other:'), { before: text })).problems).toEqual([
        expect.stringMatching(reason),
      ]);
    },
  );
});
