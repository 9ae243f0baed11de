import { describe, expect, it } from 'vitest';

import type { QuadletKind } from './names.ts';
import { checkPodmanArgs } from './quadlet-podman-args.ts';

const inContainer = (value: string) => checkPodmanArgs(value, 'container');

describe('checkPodmanArgs', () => {
  it.each([
    '--cpus 1.5 --memory 536870912',
    '--cpus=0.50',
    '--cpus .5',
    '--cpu-shares 512 --cpu-period 100000 --cpu-quota -1 --cpuset-cpus 0-3,5',
    '--memory=512m --memory-reservation 256M --memory-swap -1',
    '--memory-swap=-1',
    '--interactive --tty --init --no-hosts',
    '--tty=false',
    '--passwd=false',
    '--platform linux/arm64/v8',
    '--oom-score-adj 0',
    '--oom-score-adj 1000',
    '--shm-size 1gb',
    '--blkio-weight 500',
    '--cgroupns private --uts private --ipc private --pid private',
    '--ipc container:media-vpn --pid=container:media_vpn.1',
    '--ipc shareable',
    '--volumes-from media-data:ro --volumes-from media-other',
    '--storage-opt size=10G',
    '"--memory" "512m"',
    '--memory 1g --memory 2g',
  ])('accepts %s', (value) => {
    expect(inContainer(value)).toBeUndefined();
  });

  it.each([
    ['--privileged', /not among/],
    ['--privileged=true', /not among/],
    ['--pid=host', /--pid may not/],
    ['--pid host', /--pid may not/],
    ['--ipc host', /--ipc may not/],
    ['--ipc ns:/proc/1/ns/ipc', /--ipc may not/],
    ['--ipc container:--privileged', /--ipc may not/],
    ['--uts host', /--uts may not/],
    ['--cgroupns host', /--cgroupns may not/],
    ['--device /dev/sda', /not among/],
    ['--volume /:/host', /not among/],
    ['--volume=/:/host', /not among/],
    ['--mount type=bind,src=/,dst=/host', /not among/],
    ['--security-opt label=disable', /not among/],
    ['--cap-add ALL', /not among/],
    ['--env-file /etc/shadow', /not among/],
    ['--network host', /not among/],
    ['--rootfs /', /not among/],
    ['--hooks-dir /tmp', /not among/],
    ['--conmon-pidfile /home/media/.bashrc', /not among/],
    ['--memor 1g', /not among/],
    ['--MEMORY 1g', /not among/],
    ['-v /:/host', /not among/],
    ['-it', /not among/],
    ['-m1g', /not among/],
    ['-', /not among/],
    ['--', /not among/],
    ['--memory 1g -- evil', /not among/],
    ['--=1', /not among/],
    ['evil/image', /belongs to no flag/],
    ['--tty false', /belongs to no flag/],
    ['--passwd false', /--passwd may not/],
    ['--passwd', /--passwd may not/],
    ['--tty=x', /--tty may not/],
    ['--init evil', /belongs to no flag/],
    ['--memory', /lacks its value/],
    ['--memory 1g --cpus', /lacks its value/],
    ['--memory=', /--memory may not/],
    ['--memory ""', /--memory may not/],
    ['--memory --privileged', /--memory may not/],
    ['--memory "1g --privileged"', /--memory may not/],
    ['--memory 1g\\x20--privileged', /--memory may not/],
    ['--memory "1g" "--privileged"', /not among/],
    ['"--memory=1g --privileged"', /--memory may not/],
    ["--memory 1g '--privileged'", /not among/],
    ['--memory 1g \\x2d-privileged', /not among/],
    ['--oom-score-adj -500', /--oom-score-adj may not/],
    ['--oom-score-adj 1001', /--oom-score-adj may not/],
    ['--shm-size=1g:x', /--shm-size may not/],
    ['--storage-opt overlay.mount_program=/tmp/x', /--storage-opt may not/],
    ['--volumes-from media-data:rw,z', /--volumes-from may not/],
    ['--volumes-from /x', /--volumes-from may not/],
    ['--platform ../x', /--platform may not/],
    ['--memory ${M}', /cannot be known/],
    ['--memory $M', /cannot be known/],
    ['$FLAGS', /cannot be known/],
    ['--memory %i', /cannot be known/],
    ['--memory $$$M', /cannot be known/],
    ['--memory 1g ;', /new command/],
    ['--memory ;', /new command/],
    ['--memory 1g\u00A0--privileged', /not among/],
    ['--no-cache', /not among/],
    ['--build-arg A=b', /not among/],
    ['__proto__', /belongs to no flag/],
    ['--constructor x', /not among/],
  ])('refuses %s', (value, reason) => {
    expect(inContainer(value)).toMatch(reason);
  });

  it.each<[QuadletKind, string]>([
    ['build', '--no-cache --build-arg "A=two words" --build-arg B='],
    ['build', '--build-arg A=50%%$$x'],
    ['build', '--build-arg "A=x --privileged"'],
    ['pod', '--memory 1g --cpus 2'],
  ])('accepts for a .%s: %s', (kind, value) => {
    expect(checkPodmanArgs(value, kind)).toBeUndefined();
  });

  it.each<[QuadletKind, string, RegExp]>([
    ['build', '--build-arg A=$SECRET', /cannot be known/],
    ['build', '--build-arg --privileged', /--build-arg may not/],
    ['build', '--build-arg A', /--build-arg may not/],
    ['build', '--build-arg A= --volume /:/x', /not among/],
    ['build', '--tty', /not among/],
    ['pod', '--ipc private', /not among/],
    ['network', '--memory 1g', /not among/],
    ['volume', '--no-hosts', /not among/],
    ['kube', '--build-arg A=b', /not among/],
    ['image', '--platform linux/arm64', /not among/],
  ])('refuses for a .%s: %s', (kind, value, reason) => {
    expect(checkPodmanArgs(value, kind)).toMatch(reason);
  });
});
