import { describe, expect, it } from 'vitest';

import { convert, serviceOf, toldOf } from './one-container.fixtures.ts';

const container = '[Container]\nImage=x\n';

describe('health checks', () => {
  it.each([
    ['HealthCmd=["curl","-f","http://x"]', { test: ['CMD', 'curl', '-f', 'http://x'] }],
    ['HealthCmd=["/bin/sh","-c","a \\"b\\"\\nc"]', { test: ['CMD-SHELL', 'a "b"\nc'] }],
    ['HealthCmd=["one"]', { test: ['CMD-SHELL', 'one'] }],
    ['HealthCmd=CMD-SHELL curl $$X || exit 1', { test: ['CMD-SHELL', 'curl $$X || exit 1'] }],
    ['HealthCmd=CMD /check now', { test: ['CMD', '/check', 'now'] }],
    ['HealthCmd=curl -f x', { test: ['CMD-SHELL', 'curl -f x'] }],
    ['HealthCmd=none', { disable: true }],
    [
      'HealthCmd=x\nHealthInterval=90\nHealthTimeout=500ms\nHealthRetries=5\nHealthStartPeriod=2m',
      { test: ['CMD-SHELL', 'x'], interval: '90s', timeout: '500ms', retries: 5, start_period: '2m' },
    ],
    ['HealthCmd=x\nHealthStartupCmd=x\nHealthStartupInterval=5s', { test: ['CMD-SHELL', 'x'], start_interval: '5s' }],
  ])('%s', (lines, healthcheck) => {
    expect(serviceOf(lines)).toEqual({ healthcheck });
  });

  it('leaves out timings that have no effect, and says so', () => {
    expect(serviceOf('HealthInterval=5s')).toEqual({});
    expect(toldOf('HealthInterval=5s')).toEqual([
      expect.stringMatching(/^info Container.HealthInterval without HealthCmd/),
    ]);
  });

  it('tells of a start-up check of its own', () => {
    expect(toldOf('HealthCmd=a\nHealthStartupCmd=b').join()).toMatch(/warning Container.HealthStartupCmd/);
  });
});

describe('restart', () => {
  it.each([
    ['Restart=always', { restart: 'unless-stopped' }],
    ['Restart=no', {}],
    ['Restart=on-failure', { restart: 'on-failure' }],
    ['Restart=on-abnormal', { restart: 'on-failure' }],
    [
      'Restart=on-failure\nRestartSec=1\n[Unit]\nStartLimitBurst=4\nStartLimitIntervalSec=600',
      { restart: 'on-failure:3' },
    ],
    [
      'Restart=always\nRestartSec=1min 30s',
      { restart: 'unless-stopped', deploy: { restart_policy: { condition: 'any', delay: '90s' } } },
    ],
    [
      'Restart=on-failure\n[Unit]\nStartLimitBurst=3\nStartLimitIntervalSec=60',
      {
        restart: 'on-failure',
        deploy: { restart_policy: { condition: 'on-failure', max_attempts: 2, window: '60s' } },
      },
    ],
  ])('%s', (lines, expected) => {
    expect(serviceOf(`${container}[Service]\n${lines}`)).toEqual(expected);
  });

  it('tells of a container that starts at boot and is not restarted', () => {
    expect(toldOf('[Container]\nImage=x\n[Install]\nWantedBy=default.target').join()).toMatch(
      /warning Install.WantedBy .*at boot/,
    );
  });
});

describe('dependencies', () => {
  const dependsOn = (unit: string, db = container) =>
    serviceOf(`[Unit]\n${unit}\n${container}`, { 'db.container': db })['depends_on'];

  it.each([
    ['Requires=db.service\nAfter=db.service', container, { condition: 'service_started' }],
    ['Requires=db.container\nAfter=db.container', container, { condition: 'service_started' }],
    ['Requires=db.service\nAfter=db.service', `${container}Notify=healthy\n`, { condition: 'service_healthy' }],
    [
      'Requires=db.service\nAfter=db.service',
      `${container}[Service]\nType=oneshot\n`,
      { condition: 'service_completed_successfully' },
    ],
    ['Wants=db.service\nAfter=db.service', container, { condition: 'service_started', required: false }],
    [
      'Requires=db.service\nAfter=db.service\nPartOf=db.service',
      container,
      { condition: 'service_started', restart: true },
    ],
    ['BindsTo=db.service\nAfter=db.service', container, { condition: 'service_started' }],
    ['Requires=data.service\nAfter=data.service', `${container}ServiceName=data\n`, { condition: 'service_started' }],
  ])('%s', (unit, db, expected) => {
    expect(dependsOn(unit, db)).toEqual({ db: expected });
  });

  it('are not written twice for a shared network', () => {
    const vpn =
      '[Unit]\nBindsTo=db.service\nPartOf=db.service\nAfter=db.service\n[Container]\nImage=x\nNetwork=db.container\n';

    expect(serviceOf(vpn, { 'db.container': container })).toEqual({ network_mode: 'service:db' });
  });

  it('stay beside a shared network when they are more than it implies', () => {
    const vpn =
      '[Unit]\nBindsTo=db.service\nRequires=db.service\nAfter=db.service\n[Container]\nImage=x\nNetwork=container:systemd-db\n';

    expect(serviceOf(vpn, { 'db.container': `${container}Notify=healthy\n` })).toEqual({
      network_mode: 'service:db',
      depends_on: { db: { condition: 'service_healthy' } },
    });
  });

  it('on units of elsewhere are told of', () => {
    const told = toldOf('[Unit]\nAfter=network-online.target remote.mount\n[Container]\nImage=x').join('\n');

    expect(told).toMatch(/info Unit.After .*when the network is there/);
    expect(told).toMatch(/warning Unit.After remote.mount/);
  });

  it('of a health that nobody waits for are told of', () => {
    expect(toldOf('Notify=healthy').join()).toMatch(/info Container.Notify/);
  });
});

describe('keys of systemd', () => {
  it.each([
    ['[Service]\nExecStartPre=/bin/true', /warning Service.ExecStartPre .*nothing on the host/],
    ['[Service]\nSlice=media.slice', /info Service.Slice/],
    ['[Unit]\nConditionPathExists=/x', /warning Unit.ConditionPathExists/],
    ['[Unit]\nOnFailure=mail.service', /warning Unit.OnFailure/],
    ['[X-Mine]\nA=b', /info X-Mine.A/],
    ['[Quadlet]\nDefaultDependencies=false', /info Quadlet.DefaultDependencies/],
  ])('%s', (lines, expected) => {
    expect(toldOf(`[Container]\nImage=x\n${lines}`).join()).toMatch(expected);
  });

  it('gives each key an outcome', () => {
    const { keys } = convert({ 'app.container': '[Container]\nImage=x\nAutoUpdate=registry\nNotify=true\n' });

    expect(Object.fromEntries(keys)).toEqual({
      'app.container Container.Image': 'mapped',
      'app.container Container.AutoUpdate': 'changed',
      'app.container Container.Notify': 'not expressible',
    });
  });
});
