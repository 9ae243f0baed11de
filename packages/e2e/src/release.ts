import { copyFileSync, cpSync, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { checkout, inLab, lab, shellInLab } from './lab.ts';

/** Where the release lies inside, and the base image that stands in for Docker Hub's. */
export const releaseFolder = '/srv/arr-mcp';
export const baseImage = 'localhost/node:24';

const parts = [
  'deploy',
  'packages/arr-mcp/Containerfile',
  'packages/arr-mcp/Containerfile.dockerignore',
  'packages/arr-mcp/dist',
  'packages/arr-helper/dist',
];

/** Copies what a release consists of into the lab, as files of the account. */
export async function stageRelease(): Promise<void> {
  const target = join((await lab(['rootfs'])).trim(), releaseFolder);
  for (const part of parts) {
    if (!existsSync(join(checkout, part))) throw new Error(`${part} is missing; npm run build makes it`);
    rmSync(join(target, part), { recursive: true, force: true });
    cpSync(join(checkout, part), join(target, part), { recursive: true });
  }
  await inLab(['chown', '-R', 'media:media', releaseFolder], { user: 'root' });
}

// The lab has no registry: the pinned Node.js of this checkout, the libraries it asks for, and busybox.
const makeBaseImage = `
cd /srv/lab/node
mkdir -p fs/bin fs/etc fs/tmp fs/usr/local/bin
mv node fs/usr/local/bin/node
cp /bin/busybox fs/bin/
for applet in $(busybox --list); do [ "$applet" = busybox ] || ln -sf busybox "fs/bin/$applet"; done
for library in $(ldd fs/usr/local/bin/node | grep -o '/[^ ]*'); do
  mkdir -p "fs$(dirname "$library")"; cp -L "$library" "fs$library"
done
printf 'root:x:0:0::/root:/bin/sh\\nnode:x:1000:1000::/home/node:/bin/sh\\n' > fs/etc/passwd
printf 'root:x:0:\\nnode:x:1000:\\n' > fs/etc/group
tar -C fs --owner=0 --group=0 -cf fs.tar .
printf 'FROM scratch\\nADD fs.tar /\\nENV PATH=/usr/local/bin:/bin\\n' > Containerfile
podman build -q -t ${baseImage} . && rm -rf /srv/lab/node/*
`;

/** Makes the image that the Containerfile is built on. */
export async function buildBaseImage(): Promise<void> {
  const folder = join((await lab(['rootfs'])).trim(), 'srv/lab/node');
  mkdirSync(folder, { recursive: true });
  copyFileSync(realpathSync(join(checkout, 'node_modules/.bin/node')), join(folder, 'node'));
  await inLab(['chown', '-R', 'media:media', '/srv/lab/node'], { user: 'root' });
  await shellInLab(makeBaseImage);
}
