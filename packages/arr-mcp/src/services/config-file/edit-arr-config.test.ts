import { describe, expect, it } from 'vitest';

import { checkArrEdit, editArrConfig } from './edit-arr-config.ts';

const config = `<Config>
  <BindAddress>127.0.0.1</BindAddress>
  <Port>8989</Port>
  <ApiKey>0123456789abcdef0123456789abcdef</ApiKey>
  <AuthenticationMethod>Forms</AuthenticationMethod>
  <AuthenticationRequired>DisabledForLocalAddresses</AuthenticationRequired>
  <UrlBase></UrlBase>
  <SslCertPath/>
</Config>
`;

const refused = expect.objectContaining({ code: 'refused' }) as Error;

describe('editArrConfig', () => {
  it.each([
    ['UrlBase', '/sonarr', '', '<UrlBase></UrlBase>'],
    ['Port', '8990', '8989', '<Port>8989</Port>'],
    ['BindAddress', '*', '127.0.0.1', '<BindAddress>127.0.0.1</BindAddress>'],
    [
      'AuthenticationRequired',
      'Enabled',
      'DisabledForLocalAddresses',
      '<AuthenticationRequired>DisabledForLocalAddresses</AuthenticationRequired>',
    ],
  ])('sets %s to %s and leaves every other byte', (name, value, before, element) => {
    expect(editArrConfig(config, name, value)).toEqual({
      text: config.replace(element, `<${name}>${value}</${name}>`),
      before,
    });
  });

  it('adds a setting that does not stand there yet', () => {
    const { text, before } = editArrConfig(config, 'LogLevel', 'debug');

    expect(text).toBe(config.replace('</Config>', '  <LogLevel>debug</LogLevel>\n</Config>'));
    expect(before).toBeUndefined();
  });

  it.each([
    ['ApiKey', 'ffffffffffffffffffffffffffffffff'],
    ['AuthenticationMethod', 'None'],
    ['AuthenticationRequired', 'DisabledForLocalAddresses'],
    ['SslCertPath', '/etc/passwd'],
    ['constructor', 'x'],
    ['Port', '0'],
    ['Port', '65536'],
    ['UrlBase', 'sonarr'],
    ['UrlBase', '/a</UrlBase><ApiKey>x</ApiKey><UrlBase>'],
    ['BindAddress', 'everywhere'],
    ['LogLevel', 'off'],
    ['InstanceName', 'a<b'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => editArrConfig(config, name, value)).toThrow(refused);
  });

  it('opens nothing to the network that asks nobody to sign in', () => {
    const open = config.replace('>Forms<', '>None<');

    expect(() => editArrConfig(open, 'BindAddress', '*')).toThrow(/sign-in/);
    expect(editArrConfig(open, 'BindAddress', 'localhost').before).toBe('127.0.0.1');
  });
});

describe('checkArrEdit', () => {
  it('lets what may be edited pass, and the way back', () => {
    const edited = editArrConfig(config, 'UrlBase', '/tv').text;
    const added = editArrConfig(config, 'LogLevel', 'trace').text;

    expect(() => checkArrEdit(config, edited)).not.toThrow();
    expect(() => checkArrEdit(edited, config)).not.toThrow();
    expect(() => checkArrEdit(added, config)).not.toThrow();
  });

  it.each([
    ['another key', config.replace('0123456789', 'ffffffffff')],
    ['no key', config.replace(/ {2}<ApiKey>.*\n/, '')],
    ['a setting of another name', config.replace('</Config>', '  <PostgresHost>evil</PostgresHost>\n</Config>')],
    ['a comment', config.replace('</Config>', '<!-- x --></Config>')],
    ['what lets everybody in', config.replace('>Forms<', '>External<')],
  ])('refuses %s', (_what, after) => {
    expect(() => checkArrEdit(config, after)).toThrow(refused);
  });

  it('refuses what is no such file', () => {
    expect(() => checkArrEdit(config, 'rm -rf')).toThrow(expect.objectContaining({ code: 'bad_response' }) as Error);
  });
});
