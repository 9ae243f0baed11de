import { describe, expect, it } from 'vitest';

import { convertYaml, findingsOf, sectionsOf } from './convert-yaml.fixtures.ts';

const convert = (services: string, rest = '') => convertYaml({ yaml: `name: p\nservices:\n${services}\n${rest}` });

describe('what a service says twice', () => {
  it('about restarts is told, and deploy counts', async () => {
    const converted = await convert('  a: {image: x, restart: always, deploy: {restart_policy: {condition: none}}}');

    expect(sectionsOf(converted, 'p-a.container')).not.toHaveProperty('Install');
    expect(findingsOf(converted)).toContain('warning dropped-option services.a restart');
  });

  it('about restarts in the same way is not told', async () => {
    const policy = 'deploy: {restart_policy: {condition: any}}';
    const converted = await convert(`  a: {image: x, restart: unless-stopped, ${policy}}`);

    expect(findingsOf(converted).join('\n')).not.toContain('services.a restart');
  });

  it.each(['cpu_quota', 'cpu_period'])('with limits.cpus and %s is refused, as Podman would refuse it', async (key) => {
    const limits = 'deploy: {resources: {limits: {cpus: "1"}}}';
    const converted = await convert(`  a: {image: x, ${key}: 5000, ${limits}}`);

    expect(findingsOf(converted)).toContain(`error invalid services.a ${key}`);
  });

  it('about when it counts as started is told: one unit cannot be both', async () => {
    const converted = await convert(
      `  job: {image: x, healthcheck: {test: [CMD, /x, y]}}
  a: {image: x, depends_on: {job: {condition: service_completed_successfully}}}
  b: {image: x, depends_on: {job: {condition: service_healthy}}}`,
    );

    expect(sectionsOf(converted, 'p-job.container')['Service']).toContain('Type=oneshot');
    expect(findingsOf(converted)).toContain('warning approximated services.job healthcheck');
  });
});

describe('a service without replicas', () => {
  it.each(['network_mode: service:b', 'ipc: service:b', 'links: [b]', 'volumes_from: [b]'])(
    'is missed by one with %s',
    async (line) => {
      const converted = await convert(`  a: {image: x, ${line}}\n  b: {image: y, scale: 0}`);

      expect(findingsOf(converted)).toContain('error invalid services.a depends_on');
    },
  );
});

describe('numbers of a restart policy', () => {
  it.each([
    ['condition: any, max_attempts: 0', ['StartLimitIntervalSec=0']],
    ['condition: on-failure, max_attempts: 3, window: 0s', ['StartLimitIntervalSec=600', 'StartLimitBurst=4']],
    ['condition: on-failure, max_attempts: 3, window: 60s', ['StartLimitIntervalSec=60', 'StartLimitBurst=4']],
  ])('%s', async (policy, unit) => {
    const converted = await convert(`  a: {image: x, deploy: {restart_policy: {${policy}}}}`);

    expect(sectionsOf(converted, 'p-a.container')['Unit']).toEqual(unit);
  });
});

describe('the options of a volume', () => {
  it('are one text, with its backslashes and blanks', async () => {
    const options = String.raw`{type: cifs, o: 'username=HOME\me,password=a b', device: //nas/films}`;
    const converted = await convert('  a: {image: x, volumes: ["d:/d"]}', `volumes: {d: {driver_opts: ${options}}}`);

    expect(sectionsOf(converted, 'p-d.volume')['Volume']).toContain(String.raw`Options=username=HOME\me,password=a b`);
  });
});

describe('a volume without a device', () => {
  it.each(['type: tmpfs', 'o: size=1g'])('takes no %s', async (option) => {
    const converted = await convert('  a: {image: x, volumes: ["d:/d"]}', `volumes: {d: {driver_opts: {${option}}}}`);

    expect(findingsOf(converted)).toContain(`error invalid volumes.d driver_opts.${option.split(':')[0]}`);
  });
});

describe('what would mislead is not told', () => {
  it('as the trouble with a low port that nobody publishes', async () => {
    const converted = await convert('  a: {image: x, network_mode: host, ports: ["80:80"]}');

    expect(findingsOf(converted)).not.toContain('warning needs-host-setup services.a ports');
    expect(findingsOf(converted)).toContain('info dropped-option services.a ports');
  });

  it('as that a profile is not known whose path only is not in full', async () => {
    const { report } = await convert('  a: {image: x, security_opt: ["seccomp:./p.json"]}');

    expect(report.findings.map(({ text }) => text)).toContain('name the profile "./p.json" by its absolute path');
  });
});

describe('a pull policy', () => {
  it('that asks for newer images is kept', async () => {
    expect(sectionsOf(await convert('  a: {image: x, pull_policy: newer}'), 'p-a.container')['Container']).toContain(
      'Pull=newer',
    );
  });
});

describe('the options of a secret driver', () => {
  it('are told of like the driver', async () => {
    const secret = 'secrets: {s: {file: ./s.txt, driver_opts: {a: b}}}';
    const converted = await convert('  a: {image: x, secrets: [s]}', secret);

    expect(findingsOf(converted)).toContain('warning unsupported secrets.s driver_opts');
  });
});
