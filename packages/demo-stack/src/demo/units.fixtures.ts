import type { PlainUnit } from '../helper/demo-units.ts';
import type { ContainerSpec } from '../host/container-spec.ts';

/** Units of the invented account beside those of its Quadlets; one has failed. */
export const demoUnits: readonly PlainUnit[] = [
  {
    unit: 'arr-helper.service',
    description: 'Helper of arr-mcp',
    active: 'active',
    sub: 'running',
    enabled: 'enabled',
    log: ['systemd: Started arr-helper.service - Helper of arr-mcp.', 'listening'],
  },
  {
    unit: 'podman.socket',
    description: 'Podman API Socket',
    active: 'active',
    sub: 'listening',
    enabled: 'enabled',
    log: ['systemd: Listening on podman.socket - Podman API Socket.'],
  },
  {
    unit: 'backup-config.timer',
    description: 'Backs the configuration of the services up each night',
    active: 'active',
    sub: 'waiting',
    enabled: 'enabled',
    log: ['systemd: Started backup-config.timer.'],
  },
  {
    unit: 'backup-config.service',
    description: 'Backs the configuration of the services up',
    active: 'failed',
    sub: 'failed',
    enabled: 'static',
    result: 'exit-code',
    log: [
      'systemd: Starting backup-config.service...',
      'restic: Fatal: unable to open repository: error: server nas.example did not answer',
      "systemd: backup-config.service: Failed with result 'exit-code'.",
    ],
  },
];

/** The Quadlet files of the invented account. */
export function demoQuadlets(specs: readonly ContainerSpec[]): Record<string, string> {
  const files = specs
    .filter(({ unit }) => unit !== undefined)
    .map((spec) => [`${spec.name}.container`, quadletText(spec)] as const);
  return Object.fromEntries([...files, ['media.network', '[Network]\nNetworkName=media\n']]);
}

function quadletText({ image, mounts = [], name, port }: ContainerSpec): string {
  return `[Unit]
Description=${name}

[Container]
ContainerName=${name}
Image=${image}
${port === undefined ? '' : `PublishPort=127.0.0.1:${port.host}:${port.container}\n`}${mounts.map(({ source, target, readOnly }) => `Volume=${source}:${target}${readOnly === true ? ':ro' : ''}\n`).join('')}
[Service]
Restart=always

[Install]
WantedBy=default.target
`;
}
