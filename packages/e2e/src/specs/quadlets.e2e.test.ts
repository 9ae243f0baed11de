import { afterAll, describe, expect, it } from 'vitest';

import { confirm, fail, succeed } from '../connect.ts';
import { inLab, shellInLab, tryInLab } from '../lab.ts';
import { until } from '../run.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

const name = 'e2e-tautulli';
const file = `.config/containers/systemd/${name}.container`;
const content = `[Unit]
Description=Tautulli of the end-to-end tests
[Container]
Image=lscr.io/linuxserver/tautulli:2.15.2
ContainerName=${name}
PublishPort=127.0.0.1:18181:8181
Volume=/media-server/config:/config
[Install]
WantedBy=default.target
`;

async function exists(): Promise<boolean> {
  return (await tryInLab(['test', '-e', file])).exitCode === 0;
}

const refused = [
  ['no key at all', '[Container]\nImage\n'],
  ['an unknown section', `${content}[Kontainer]\nImage=x\n`],
  ['a command on the host', `${content}[Service]\nExecStartPre=/bin/touch /tmp/e2e-ran\n`],
  ['a privileged container', content.replace('[Install]', 'PodmanArgs=--privileged\n[Install]')],
  ["the host's files", content.replace('/media-server/config', '/')],
  ['the socket of the runtime', content.replace('/media-server/config', '%t/podman')],
] as const;

describe.skipIf(hasNoMediaHost)('a Quadlet', () => {
  const story = useStory();
  afterAll(async () => {
    await tryInLab(['systemctl', '--user', 'stop', `${name}.service`]);
    await shellInLab(`rm -f ${file}; systemctl --user daemon-reload`);
  });

  it('passes the check of the real generator', async () => {
    const answer = await succeed(story.connection, 'quadlet_check', { name, content });
    expect(answer).toMatchObject({ valid: true, units: expect.arrayContaining([`${name}.service`]) as unknown });
    expect(await exists()).toBe(false);
  });

  it.each(refused)('with %s is refused, and nothing is written', async (_what, bad) => {
    expect((await fail(story.connection, 'quadlet_write', { name, content: bad })).code).toMatch(
      /invalid_argument|refused/,
    );
    expect(await exists()).toBe(false);
    expect((await tryInLab(['test', '-e', '/tmp/e2e-ran'])).exitCode).toBe(1);
  });

  it('is not written before somebody has agreed', async () => {
    const preview = await succeed(story.connection, 'quadlet_write', { name, content });
    expect(preview).toMatchObject({ status: 'confirmation_required' });
    expect(JSON.stringify(preview['plan'])).toContain('Image=lscr.io/linuxserver/tautulli:2.15.2');
    expect(await exists()).toBe(false);
  });

  it('is written after consent', async () => {
    expect(await confirm(story.connection, 'quadlet_write', { name, content })).toMatchObject({
      unit: `${name}.service`,
    });
    expect(await inLab(['cat', file])).toBe(content.trimEnd());
  });

  it('starts as a unit after a reload', async () => {
    await succeed(story.connection, 'unit_reload');
    expect(await succeed(story.connection, 'unit_start', { unit: name })).toMatchObject({ active: 'active' });
    expect(await shellInLab(`podman ps --format '{{.Names}}'`)).toContain(name);
  });

  it('is followed in the journal', async () => {
    const read = async () => succeed(story.connection, 'unit_logs', { unit: name, grep: 'listening' });
    await until('the app logs', async () => JSON.stringify(await read()).includes('listening'));
    expect((await read())['lines']).toEqual([expect.stringMatching(/tautulli: listening on port 8181/)]);
  });

  it('is listed as a unit and as a stack of its own', async () => {
    const units = await succeed(story.connection, 'unit_list', { name });
    expect(units).toMatchObject({ items: [{ unit: `${name}.service`, active: 'active', enabled: 'generated' }] });
    expect(JSON.stringify(await succeed(story.connection, 'stack_list'))).toContain(name);
  });

  it('goes after consent', async () => {
    await confirm(story.connection, 'unit_stop', { unit: name });
    expect(await shellInLab(`podman ps -a --format '{{.Names}}'`)).not.toContain(name);

    await confirm(story.connection, 'quadlet_delete', { name });
    await succeed(story.connection, 'unit_reload');
    expect(await exists()).toBe(false);
    expect((await tryInLab(['systemctl', '--user', 'cat', `${name}.service`])).exitCode).not.toBe(0);
  });
});
