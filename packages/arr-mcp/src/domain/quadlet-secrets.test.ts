import { describe, expect, it } from 'vitest';

import { maskQuadletSecrets, restoreQuadletSecrets } from './quadlet-secrets.ts';

describe('maskQuadletSecrets', () => {
  it.each([
    ['Environment=API_KEY=abc', 'Environment=API_KEY=********'],
    ['Environment=TZ=Etc/UTC API_KEY=abc', 'Environment=TZ=Etc/UTC API_KEY=********'],
    ['Environment="DB_PASSWORD=a b c" TZ=UTC', 'Environment="DB_PASSWORD=********" TZ=UTC'],
    ["Environment='TOKEN=it is'", "Environment='TOKEN=********'"],
    ['Environment=TOKEN="a b"', 'Environment=TOKEN=********'],
    ['PodmanArgs=--env=TOKEN=abc', 'PodmanArgs=--env=TOKEN=********'],
    ['Exec=serve --token abc --port 80', 'Exec=serve --token ******** --port 80'],
    ['# Environment=TOKEN=abc', '# Environment=TOKEN=********'],
    ['Environment=TOKEN=YWJj==', 'Environment=TOKEN=********'],
    ['Environment=PROXY=http://u:abc@proxy:3128', 'Environment=PROXY=http://u:********@proxy:3128'],
    ['HealthCmd=curl http://localhost/ping?token=abc', 'HealthCmd=curl http://localhost/ping?token=********'],
    ['Environment=A=1 \\\n  SECRET_KEY=abc \\\n  B=2', 'Environment=A=1 \\\n  SECRET_KEY=******** \\\n  B=2'],
  ])('masks %j', (content, masked) => {
    expect(maskQuadletSecrets(content)).toBe(masked);
  });

  it.each(['Secret=plex-token,type=env', 'Image=docker.io/x/y:1', 'Environment=TZ=UTC', '[Container]'])(
    'leaves %j alone',
    (content) => {
      expect(maskQuadletSecrets(content)).toBe(content);
    },
  );
});

describe('an open quote', () => {
  it('takes the rest of its line, however long', () => {
    const content = `Environment=X="${'\\"'.repeat(32_000)}`;

    expect(maskQuadletSecrets(content)).toBe(content);
  });
});

describe('restoreQuadletSecrets', () => {
  const previous = '[Container]\nImage=x:1\nEnvironment=API_KEY=abc TZ=UTC\nEnvironment="DB_PASSWORD=a b"\n';

  it('gives every masked value its old one and keeps what was changed', () => {
    const edited = maskQuadletSecrets(previous).replace('x:1', 'x:2');

    expect(restoreQuadletSecrets(edited, previous)).toEqual({ content: previous.replace('x:1', 'x:2') });
  });

  it('gives the password of an address back as well', () => {
    const standing = 'Exec=serve http://u:abc@x/ http://v:def@y/\nEnvironment=PROXY=http://u:ghi@proxy:3128\n';

    expect(restoreQuadletSecrets(maskQuadletSecrets(standing), standing)).toEqual({ content: standing });
  });

  it('takes a new value over the old one', () => {
    const edited = previous.replace('API_KEY=abc', 'API_KEY=new');

    expect(restoreQuadletSecrets(edited, previous)).toEqual({ content: edited });
  });

  it('names a masked value that has no old one', () => {
    expect(restoreQuadletSecrets('Environment=OTHER_KEY=********', previous)).toEqual({ missing: ['OTHER_KEY'] });
  });
});
