import { describe, expect, it } from 'vitest';

import { createConfig } from './config.ts';
import { describeSettings } from './describe-settings.ts';
import { type Environment, SettingsError, readSettings } from './read-settings.ts';

const noFiles = (path: string): string => {
  throw new Error(`ENOENT: ${path}`);
};

function read(env: Environment, options: { dotenv?: Environment; readFile?: (path: string) => string } = {}) {
  return readSettings({ env, readFile: noFiles, ...options });
}

function problemsOf(env: Environment): readonly string[] {
  try {
    read(env);
    return [];
  } catch (error) {
    return error instanceof SettingsError ? error.problems : [];
  }
}

describe('readSettings', () => {
  it('has a default for everything that needs one', () => {
    expect(read({}).values).toMatchObject({
      port: 8081,
      stacksDir: '/opt/stacks',
      toolsets: ['default'],
      readOnly: ['plex'],
    });
  });

  it('takes an alias, and the name before it', () => {
    expect(read({ MCP_PORT: '9000' }).values.port).toBe(9000);
    expect(read({ MCP_PORT: '9000', ARR_MCP_PORT: '9001' }).values.port).toBe(9001);
  });

  it('takes a value from the file that _FILE names, without its last line end', () => {
    const readFile = (path: string): string => (path === '/run/secrets/key' ? 'key-of-more-than-16\n' : '');
    const { values, sources } = read({ ARR_MCP_API_KEY_FILE: '/run/secrets/key' }, { readFile });

    expect(values.apiKey).toBe('key-of-more-than-16');
    expect(sources.apiKey).toBe('ARR_MCP_API_KEY_FILE');
  });

  it('lets the environment win over .env', () => {
    const { values, sources } = read({ ARR_MCP_PORT: '1' }, { dotenv: { ARR_MCP_PORT: '2', LOG_LEVEL: 'debug' } });

    expect(values).toMatchObject({ port: 1, logLevel: 'debug' });
    expect(sources.logLevel).toBe('.env: LOG_LEVEL');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(read({ ARR_MCP_PORT: '', ARR_MCP_API_KEY: '' }).values).toMatchObject({ port: 8081, apiKey: undefined });
  });

  it('reports every problem at once, with the variable, what is wrong and an example', () => {
    const wrong = {
      ARR_MCP_API_KEY: 'short',
      MCP_PORT: '70000',
      ARR_MCP_STACKS_DIR: 'stacks',
      DASHBOARD_PUBLIC: 'yes',
      ARR_MCP_SECRET_FILE: '/nowhere',
    };

    const problems = problemsOf(wrong);

    expect(problems).toHaveLength(5);
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^ARR_MCP_SECRET_FILE: cannot read \/nowhere/),
        expect.stringMatching(/^ARR_MCP_API_KEY: must be at least 16 characters; example: /),
        expect.stringMatching(/^MCP_PORT: must be a whole number from 0 to 65535; example: 8081/),
        expect.stringMatching(/^ARR_MCP_STACKS_DIR: must be an absolute path/),
        expect.stringMatching(/^DASHBOARD_PUBLIC: must be true or false/),
      ]),
    );
  });

  it.each([
    ['true', true],
    ['false', false],
    ['plex, sonarr', ['plex', 'sonarr']],
  ])('reads READ_ONLY_MODE=%s', (text, value) => {
    expect(read({ READ_ONLY_MODE: text }).values.readOnly).toEqual(value);
  });

  it.each(['abc', '', '80.5', '0x50', '70000', '-1', '1e3'])('takes no %j for a port', (port) => {
    expect(problemsOf({ ARR_MCP_PORT: port === '' ? ' ' : port })).toEqual([
      'ARR_MCP_PORT: must be a whole number from 0 to 65535; example: 8081',
    ]);
  });

  it('warns of an unknown name and gives the nearest', () => {
    expect(read({ ARR_MCP_STACK_DIR: '/x', ARR_MCP_API_KEY_FILE: '', PATH: '/bin' }).warnings).toEqual([
      'ARR_MCP_STACK_DIR is not a setting; did you mean ARR_MCP_STACKS_DIR?',
    ]);
  });
});

describe('createConfig', () => {
  const surroundings = { dataHome: '/home/media/.local/share', runtimeDir: undefined, uid: 1001 };

  it('listens on this machine alone and keeps its data in the home directory', () => {
    expect(createConfig(read({}), surroundings)).toMatchObject({
      http: { host: '127.0.0.1' },
      dataDir: '/home/media/.local/share/arr-mcp',
    });
  });

  it.each([
    ['192.168.1.5', true],
    ['0.0.0.0', false],
  ])('allows the address %s that it listens on: %s', (host, isAllowed) => {
    const { http } = createConfig(read({ ARR_MCP_HOST: host }), surroundings);

    expect(http.allowedHosts.includes(host)).toBe(isAllowed);
  });

  it('allows the host of the public address', () => {
    const { http } = createConfig(read({ ARR_MCP_PUBLIC_URL: 'https://Media.example.org/arr' }), surroundings);

    expect(http.allowedHosts).toEqual(['localhost', '127.0.0.1', '[::1]', 'media.example.org', '127.0.0.1']);
    expect(http.publicUrl).toBe('https://media.example.org');
  });
});

describe('describeSettings', () => {
  it('shows values and where they came from, and no secret', () => {
    const text = describeSettings(read({ ARR_MCP_API_KEY: 'a-key-of-16-chars-and-more', ARR_MCP_PORT: '9000' }));

    expect(text).toContain('ARR_MCP_PORT = 9000  (ARR_MCP_PORT)');
    expect(text).toContain('ARR_MCP_API_KEY = ********  (ARR_MCP_API_KEY)');
    expect(text).not.toContain('a-key-of-16');
  });
});
