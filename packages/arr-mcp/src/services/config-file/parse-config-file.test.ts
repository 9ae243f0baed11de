import { describe, expect, it } from 'vitest';

import { parseConfigFile } from './parse-config-file.ts';

const sonarr = `<Config>
  <BindAddress>*</BindAddress>
  <Port>8989</Port>
  <SslPort>9898</SslPort>
  <EnableSsl>False</EnableSsl>
  <LaunchBrowser>True</LaunchBrowser>
  <ApiKey>0123456789abcdef0123456789abcdef</ApiKey>
  <AuthenticationMethod>Forms</AuthenticationMethod>
  <AuthenticationRequired>Enabled</AuthenticationRequired>
  <Branch>main</Branch>
  <LogLevel>info</LogLevel>
  <SslCertPath></SslCertPath>
  <SslCertPassword></SslCertPassword>
  <UrlBase>/sonarr</UrlBase>
  <InstanceName>Sonarr</InstanceName>
  <UpdateMechanism>Docker</UpdateMechanism>
</Config>
`;

describe('config.xml of a Servarr', () => {
  it('tells port, base, bind address, sign-in and key', () => {
    expect(parseConfigFile('config.xml', sonarr)).toEqual({
      port: 8989,
      urlBase: '/sonarr',
      bindAddress: '*',
      usesTls: false,
      asksForSignIn: true,
      credential: { api_key: '0123456789abcdef0123456789abcdef' },
    });
  });

  it('takes the port of TLS where that is on', () => {
    const text = sonarr.replace('<EnableSsl>False', '<EnableSsl>True');

    expect(parseConfigFile('config.xml', text)).toMatchObject({ port: 9898, usesTls: true });
  });

  it.each(['', '   ', 'short'])('has no key where %j stands in its place', (key) => {
    const text = sonarr.replace(/<ApiKey>.*<\/ApiKey>/, `<ApiKey>${key}</ApiKey>`);

    expect(parseConfigFile('config.xml', text)?.credential).toEqual({});
  });

  it.each([
    ['half a file', sonarr.slice(0, 200)],
    ['another document', '<Preferences a="b"/>'],
    ['nothing', ''],
    ['a setting that stands twice', sonarr.replace('<Port>8989</Port>', '<Port>8989</Port><Port>1</Port>')],
    ['declared entities', `<!DOCTYPE Config [<!ENTITY a "aaaa">]>${sonarr.replace('8989', '&a;')}`],
    ['a list in a setting', sonarr.replace('8989', '<a>1</a>')],
  ])('refuses %s without telling what stands in it', (_what, text) => {
    const read = (): unknown => parseConfigFile('config.xml', text);

    expect(read).toThrow(expect.objectContaining({ code: 'bad_response' }) as Error);
    expect(read).not.toThrow(/0123456789abcdef/);
  });

  it('expands no entities', () => {
    const text = sonarr.replace('/sonarr<', '/&lt;a&gt;<');

    expect(parseConfigFile('config.xml', text)?.urlBase).toBeUndefined();
  });
});

describe('sabnzbd.ini', () => {
  const text = `__version__ = 19
__encoding__ = utf-8
[misc]
api_key = 5ab0000000000000000000000000005a
nzb_key = 5ab1111111111111111111111111115a
host = 0.0.0.0
port = 8085
https_port = ""
url_base = /sabnzbd
enable_https = 0
username = ""
password = ""
host_whitelist = localhost,mediahost
[servers]
[[lab]]
name = lab
password = not-for-anybody
[categories]
[[*]]
name = *
`;

  it('tells port, base and the full key', () => {
    expect(parseConfigFile('sabnzbd.ini', text)).toEqual({
      port: 8085,
      urlBase: '/sabnzbd',
      bindAddress: '0.0.0.0',
      usesTls: false,
      asksForSignIn: false,
      credential: { api_key: '5ab0000000000000000000000000005a' },
    });
  });

  it('takes the port of TLS where there is one', () => {
    const secure = text.replace('https_port = ""', 'https_port = 9090').replace('enable_https = 0', 'enable_https = 1');

    expect(parseConfigFile('sabnzbd.ini', secure)).toMatchObject({ port: 9090, usesTls: true });
  });

  it('is refused without its settings', () => {
    expect(() => parseConfigFile('sabnzbd.ini', '[servers]\nhost = x\n')).toThrow(/sabnzbd\.ini/);
  });
});

describe('qBittorrent.conf', () => {
  const text = `[LegalNotice]
Accepted=true
[Preferences]
General\\Locale=en
WebUI\\Address=*
WebUI\\Port=8090
WebUI\\Username=admin
WebUI\\Password_PBKDF2="@ByteArray(bWVkaWFob3N0:cGFzc3dvcmQ=)"
`;

  it('tells port and bind address, and no password, which it does not hold', () => {
    expect(parseConfigFile('qBittorrent.conf', text)).toEqual({
      port: 8090,
      bindAddress: '*',
      usesTls: false,
      credential: {},
    });
  });

  it('tells the API key of version 5.2', () => {
    const withKey = `${text}WebUI\\APIKey=qbt_0123456789abcdefghijklmnopqr\n`;

    expect(parseConfigFile('qBittorrent.conf', withKey)?.credential).toEqual({
      api_key: 'qbt_0123456789abcdefghijklmnopqr',
    });
  });
});

describe('Preferences.xml of Plex', () => {
  it('tells the token of a claimed server', () => {
    const text = `<?xml version="1.0" encoding="utf-8"?>
<Preferences OldestPreviousVersion="1.40" MachineIdentifier="a1" PlexOnlineToken="abcDEF123-_xyz456789" FriendlyName="home"/>`;

    expect(parseConfigFile('Preferences.xml', text)).toEqual({
      asksForSignIn: true,
      credential: { token: 'abcDEF123-_xyz456789' },
    });
  });

  it('has none of a server that nobody has claimed', () => {
    const text = '<?xml version="1.0"?><Preferences MachineIdentifier="a1"/>';

    expect(parseConfigFile('Preferences.xml', text)).toEqual({ asksForSignIn: false, credential: {} });
  });
});

it('says nothing of files that it does not read', () => {
  expect(parseConfigFile('config.yaml', 'auth:\n  apikey: 0123456789abcdef\n')).toBeUndefined();
  expect(parseConfigFile('constructor', '')).toBeUndefined();
});
