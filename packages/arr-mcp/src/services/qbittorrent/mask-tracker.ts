import { mask } from '../../mask-secrets.ts';

// What every tracker has in its path; anything else may be the passkey that one member has of it.
const commonSegment = /^(?:|announce|scrape|ann|tracker)(?:\.php)?$/i;
// Some trackers put the passkey before their name.
const keyLabel = /(?<![^.])[a-z0-9]{20,}(?=\.)/gi;
// Bounded, since a tracker's message is a stranger's.
const address = /\b(?:https?|udp|wss?):\/\/[^\s"'<>]{1,500}/gi;

/** The address of a tracker without what signs a member in: passkeys in path, query or host, and passwords. */
export function maskTracker(url: string): string {
  if (!URL.canParse(url)) return url.includes('://') ? mask : url;
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const path = pathname
    .split('/')
    .map((segment) => (commonSegment.test(segment) ? segment : mask))
    .join('/');
  const host = hostname.replaceAll(keyLabel, mask);
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}${path}${search === '' ? '' : `?${mask}`}`;
}

/** The same for every address in a text, such as what a tracker says. */
export function maskTrackersIn(text: string): string {
  return text.replaceAll(address, maskTracker);
}
