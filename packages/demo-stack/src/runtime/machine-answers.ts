import { machineMemoryBytes } from './stats-answer.ts';

const version = '5.4.2';

export const versionAnswer = {
  Platform: { Name: 'linux/amd64/debian-13' },
  Components: [
    { Name: 'Podman Engine', Version: version, Details: { APIVersion: version, MinAPIVersion: '4.0.0', Os: 'linux' } },
  ],
  Version: version,
  ApiVersion: '1.41',
  MinAPIVersion: '1.24',
  GitCommit: '',
  GoVersion: 'go1.24.4',
  Os: 'linux',
  Arch: 'amd64',
  KernelVersion: '6.12.0-demo',
  BuildTime: '2025-12-21T16:42:01Z',
};

export const infoAnswer = {
  ID: '00000000-0000-4000-8000-00000000de30',
  Driver: 'overlay',
  OperatingSystem: 'debian',
  OSVersion: '13',
  OSType: 'linux',
  Architecture: 'amd64',
  NCPU: 4,
  MemTotal: machineMemoryBytes,
  Name: 'demo-mediahost',
  ServerVersion: version,
  SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'],
};
