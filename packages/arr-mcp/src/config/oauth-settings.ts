import { z } from 'zod';

import { Key, List, wholeNumber } from './setting-schemas.ts';
import { setting } from './setting.ts';

// Where the clients we know have their answers sent; `*` stands for one part of the path. Vendors change them.
const knownCallbacks = [
  'https://claude.ai/api/mcp/auth_callback',
  'https://claude.com/api/mcp/auth_callback',
  'https://chatgpt.com/connector/oauth/*',
  'https://chatgpt.com/connector_platform_oauth_redirect',
  'https://chatgpt.com/aip/*/oauth/callback',
  'https://chat.openai.com/aip/*/oauth/callback',
  'cursor://anysphere.cursor-mcp/oauth/callback',
  'https://www.cursor.com/agents/mcp/oauth/callback',
  'https://vscode.dev/redirect',
  'https://insiders.vscode.dev/redirect',
];

const isAddress = (text: string): boolean => URL.canParse(text) && !text.includes('#');

/** The settings of the OAuth server; it runs when OAUTH_AUTH_PASSWORD is set. */
export const oauthSettings = {
  oauthPassword: setting('OAUTH_AUTH_PASSWORD', {
    schema: z.string().min(8, 'must be at least 8 characters').optional(),
    meaning:
      'switches OAuth on, for ChatGPT, claude.ai and other remote assistants: the password that the owner types to let one in. Needs `ARR_MCP_PUBLIC_URL`',
    example: 'a long password that is used nowhere else',
    secret: true,
  }),
  oauthClientId: setting('OAUTH_CLIENT_ID', {
    schema: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
      .optional(),
    meaning: 'a client that does not register itself, such as a custom action of ChatGPT; with `OAUTH_CLIENT_SECRET`',
    example: 'chatgpt',
  }),
  oauthClientSecret: setting('OAUTH_CLIENT_SECRET', {
    schema: Key.optional(),
    meaning: 'secret of `OAUTH_CLIENT_ID`. Under 16 characters: refused',
    example: 'the output of: openssl rand -hex 32',
    secret: true,
  }),
  oauthSecret: setting('OAUTH_JWT_SECRET', {
    schema: Key.optional(),
    fallbackText: 'made and kept in the data directory',
    meaning: 'key under which tokens are kept; another one signs every remote assistant out',
    example: 'the output of: openssl rand -hex 32',
    secret: true,
  }),
  oauthMinutes: setting('OAUTH_ACCESS_TOKEN_EXPIRE_MINUTES', {
    schema: wholeNumber(1, 60),
    fallback: '60',
    meaning: 'how long an access token is valid; clients renew it by themselves',
    example: '60',
  }),
  oauthRedirects: setting('OAUTH_REDIRECT_URIS', {
    schema: List.refine((list) => list.length > 0 && list.every(isAddress), 'must be a comma list of addresses'),
    fallback: knownCallbacks.join(','),
    fallbackText: 'those of Claude, ChatGPT, Cursor and VS Code',
    meaning:
      'where remote assistants may have their answer sent; `*` stands for one part of a path. Written anew, it replaces the list. This computer itself is always allowed',
    example: 'https://claude.ai/api/mcp/auth_callback,https://chatgpt.com/connector/oauth/*',
  }),
} as const;

export interface OAuthSettings {
  readonly publicUrl: string | undefined;
  readonly oauthPassword: string | undefined;
  readonly oauthClientId: string | undefined;
  readonly oauthClientSecret: string | undefined;
  readonly oauthSecret: string | undefined;
  readonly oauthMinutes: number;
  readonly oauthRedirects: readonly string[];
}

export interface OAuthConfig {
  /** the address of this server, without a slash at its end */
  readonly issuer: string;
  readonly password: string;
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  readonly secret: string | undefined;
  readonly accessTokenSeconds: number;
  readonly redirects: readonly string[];
}

/** What is wrong with these settings together; each by itself has been checked. */
export function findOAuthProblems(values: OAuthSettings): string[] {
  const { publicUrl, oauthPassword, oauthClientId, oauthClientSecret, oauthSecret } = values;
  const problems: string[] = [];
  if ((oauthClientId === undefined) !== (oauthClientSecret === undefined))
    problems.push('OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET: either both are set or none');
  if (oauthPassword === undefined) {
    if (oauthClientId !== undefined || oauthSecret !== undefined)
      problems.push('OAUTH_AUTH_PASSWORD: is needed when other OAUTH_ settings are set; without it OAuth is off');
    return problems;
  }
  if (publicUrl === undefined)
    problems.push(
      'ARR_MCP_PUBLIC_URL: is needed when OAUTH_AUTH_PASSWORD is set, as tokens are bound to it; example: https://media.example.org',
    );
  else if (!isProtected(new URL(publicUrl)))
    problems.push(
      'ARR_MCP_PUBLIC_URL: must be an https address when OAUTH_AUTH_PASSWORD is set; example: https://media.example.org',
    );
  return problems;
}

/** Undefined when OAuth is off. */
export function toOAuthConfig(values: OAuthSettings): OAuthConfig | undefined {
  const { publicUrl, oauthPassword, oauthClientId: id, oauthClientSecret: secret } = values;
  if (oauthPassword === undefined || publicUrl === undefined) return undefined;
  return {
    issuer: publicUrl,
    password: oauthPassword,
    client: id === undefined || secret === undefined ? undefined : { id, secret },
    secret: values.oauthSecret,
    accessTokenSeconds: values.oauthMinutes * 60,
    redirects: values.oauthRedirects,
  };
}

// Passwords and tokens travel over plain http only inside this computer.
function isProtected({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
