import type { Canaries } from './canaries.ts';
import type { SecretForm } from './secret-forms.ts';

export interface Leak {
  readonly service: string;
  readonly canaries: Canaries;
  /** how secrets stand in words and addresses this time */
  readonly form: SecretForm;
  /** what the caller signed with, which some repeat in prose */
  readonly own?: string;
}

// Words of the services, in which they repeat what they asked others for.
const words =
  /^(?:errorMessage|message|messages|msg|reason|rejections|fail_message|action_line|script_line|actions|text|error|errorText|comment|output|query|filename)$/;
// Addresses, which hold keys.
const addresses =
  /^(?:downloadUrl|infoUrl|magnetUrl|nzbInfoUrl|tracker|magnet_uri|url|uri|commentUrl|webHookUrl|link)$/;
// What people and agents write into Plex and Trakt, and the names of files, which may be those of what was downloaded.
const mediaWords =
  /^(?:title|parentTitle|grandparentTitle|originalTitle|summary|tagline|studio|subtitle|description|overview|network|file|path|displayTitle|tag|role|friendlyName|label|product|device|deviceClass|platform)$/;
const mediaAddresses = /^(?:thumb|art|composite|url|theme)$/;
const mediaServices: ReadonlySet<string> = new Set(['plex', 'plex.tv', 'trakt']);
// Settings and fields that hold nothing but a secret.
const secrets =
  /^(?:api_?key|nzb_?key|password|passwd|token|botToken|cookie|email_pwd|socks5_proxy_url|authkey|passkey)$/i;
const secretPrivacy: ReadonlySet<unknown> = new Set(['apiKey', 'password', 'userName']);

/** An answer with a secret in every place where the real services have, or might have, one. */
export function withSecrets(value: unknown, leak: Leak, name = ''): unknown {
  if (Array.isArray(value)) return value.map((each: unknown) => withSecrets(each, leak, name));
  if (typeof value === 'object' && value !== null) return withFields({ ...value }, leak, name);
  return typeof value === 'string' ? withSecretText(value, leak, name) : value;
}

function withFields(record: Readonly<Record<string, unknown>>, leak: Leak, name: string): object {
  const { service, canaries, form } = leak;
  const place = (what: string): string => `${service} ${what}`;
  const own = Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, withSecrets(value, leak, key)] as const),
  );
  if (isField(record) && secretPrivacy.has(record.privacy)) {
    return { ...own, value: canaries.at(place(`field ${String(record.name)}`)) };
  }
  const provider = Array.isArray(record['fields']) ? { fields: [...fieldsOf(own), ...moreFields(leak)] } : {};
  const history = name === 'data' ? { message: form(place('history')), downloadUrl: form(place('history')) } : {};
  const settings = Array.isArray(record['Setting']) ? { Setting: [...settingsOf(own), ...moreSettings(leak)] } : {};
  return { ...own, ...provider, ...history, ...(isMap(record) ? {} : undeclared(leak)), ...settings };
}

/** A value by its name, as JSON and XML have it alike. */
export function withSecretText(text: string, leak: Leak, name: string): string {
  const { service, canaries, form } = leak;
  if (secrets.test(name)) return canaries.at(`${service} ${name}`);
  // Grabbing sends a guid back, so that the stand-in must know it again.
  if (name === 'guid') return `${form(`${service} guid`)}#${text}`;
  if (mediaServices.has(service)) return withMediaSecret(text, leak, name);
  if (addresses.test(name) && !text.startsWith('**')) return form(`${service} ${name}`);
  return words.test(name) ? said(text, leak, name) : text;
}

// Words are cut at many lengths, so that what stands in them is at times cut in two.
function said(text: string, { service, form, own = '' }: Leak, name: string): string {
  return `${text.slice(0, 20)} ${form(`${service} ${name}`)} failed for ${own} ${own} ${own} ${own}`;
}

// What is sent back stands behind `#`, so that the stand-in knows it again.
function withMediaSecret(text: string, leak: Leak, name: string): string {
  const { service, form } = leak;
  const isImage = name === 'ratingKey' && text.startsWith('http');
  if (mediaAddresses.test(name) || isImage) return `${form(`${service} ${name}`)}#${text}`;
  if (name === 'key' && /^\/(?:library\/parts|transcode)\//.test(text)) return `${text}?${form(`${service} ${name}`)}`;
  const isWords = mediaWords.test(name) || words.test(name);
  return isWords ? said(text, leak, name) : text;
}

// What no schema of ours names and a version of the service may well send one day.
export function undeclared({ service, canaries }: Leak): object {
  const secret = canaries.at(`${service} undeclared field`);
  return { apiKey: secret, authToken: secret, xSecretNote: secret, Setting: [{ value: secret }] };
}

function moreFields({ service, canaries, form }: Leak): object[] {
  return [
    ...['webHookUrl', 'baseUrl', 'url', 'serverUrl', 'host'].map((name) =>
      field(name, form(`${service} field ${name}`)),
    ),
    ...['apiKey', 'botToken', 'cookie', 'password', 'torrentPass', 'settingsUpdateKey'].map((name) =>
      field(name, canaries.at(`${service} field ${name}`)),
    ),
  ];
}

function field(name: string, value: string): object {
  return { order: 9, name, label: name, value, privacy: 'normal' };
}

// Of agents that ask others for metadata.
function moreSettings({ service, canaries, form }: Leak): object[] {
  const value = canaries.at(`${service} setting`);
  return [
    { id: 'agentApiKey', label: 'Key of the agent', type: 'text', value, default: '', hidden: false },
    { id: 'agentAddress', label: 'Agent', type: 'text', value: form(`${service} setting`), default: '', hidden: false },
  ];
}

function settingsOf(record: object): readonly unknown[] {
  return 'Setting' in record && Array.isArray(record.Setting) ? (record.Setting as readonly unknown[]) : [];
}

function fieldsOf(record: object): readonly unknown[] {
  return 'fields' in record && Array.isArray(record.fields) ? (record.fields as readonly unknown[]) : [];
}

function isField(record: object): record is { name: unknown; privacy: unknown } {
  return 'privacy' in record && 'value' in record && 'name' in record;
}

/** Values by names that mean something, as qBittorrent has its categories: one more would be one more category. */
function isMap(record: object): boolean {
  return Object.values(record).every((value) => typeof value === 'object' && value !== null);
}
