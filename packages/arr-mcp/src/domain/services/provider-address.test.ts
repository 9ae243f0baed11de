import { describe, expect, it } from 'vitest';

import { providerAddress } from './provider-address.ts';

describe('the address of a provider', () => {
  it.each([
    [{ host: 'sabnzbd', port: 8080, useSsl: false, urlBase: '/sab/', apiKey: 'k' }, 'http://sabnzbd:8080/sab'],
    [{ host: 'fd00::1', port: '443', useSsl: true }, 'https://[fd00::1]:443'],
    [{ host: 'qb' }, 'http://qb'],
    [{ baseUrl: 'http://prowlarr:9696/1/?apikey=secret' }, 'http://prowlarr:9696'],
    [{ webHookUrl: 'https://discord.test/api/webhooks/1/token' }, 'https://discord.test'],
    [{ url: 'http://user:password@chat.test/hook' }, 'http://chat.test'],
    [{ url: 'javascript:alert(1)' }, undefined],
    [{ host: 'a b/secret' }, undefined],
    [{ apiKey: 'k', token: 'http://x' }, undefined],
  ])('of %j is %s', (fields, address) => {
    const listed = Object.entries(fields).map(([name, value]) => ({ name, value }));

    expect(providerAddress(listed)).toBe(address);
  });
});
