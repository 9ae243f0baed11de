import type { ConsentRequest } from '../http/oauth/consent.ts';
import type { Scope } from '../scopes.ts';
import { joinWords } from './format.ts';

export interface ConsentView {
  readonly clientName: string;
  readonly voucher: string;
  readonly target: string;
  readonly asksFor: string;
  /** when and with what it was let in the last time */
  readonly earlier?: string;
  readonly choices: readonly ConsentChoice[];
}

interface ConsentChoice {
  readonly scope: Scope;
  readonly title: string;
  readonly words: string;
  readonly isChosen: boolean;
  /** it did not have this the last time */
  readonly isNew: boolean;
}

export interface ConsentViewOptions {
  /** the boxes that the owner ticked; absent: nobody has answered yet */
  readonly chosen?: readonly string[] | undefined;
  /** whoever looks has let a client in before, so what was allowed earlier is no news to them */
  readonly isOwners: boolean;
}

const scopeWords: Readonly<Record<Scope, { readonly title: string; readonly words: string }>> = {
  read: {
    title: 'Look',
    words: 'at what runs, downloads, libraries, who watches what, files and logs. Secrets stay hidden.',
  },
  write: {
    title: 'Change',
    words: 'what is there: add and delete media, steer downloads and players, start, stop and remove containers.',
  },
  admin: {
    title: 'Administer',
    words:
      'this computer: decide what it runs, write and delete files and settings, store keys, see who has access and who did what.',
  },
};

/** What the consent page shows. Only the owner's own hand ticks `admin`, whatever the client asks for. */
export function toConsentView(found: ConsentRequest, { chosen, isOwners }: ConsentViewOptions): ConsentView {
  const { clientName, clientHost, target, scopes, named } = found;
  const earlier = isOwners ? found.earlier : undefined;
  return {
    clientName,
    voucher: clientHost ?? 'nobody: anyone can use this name',
    target,
    asksFor: named.length === 0 ? 'nothing in particular' : joinWords(named),
    ...(earlier === undefined ? {} : { earlier: `${earlier.created.slice(0, 10)}, with ${joinWords(earlier.scopes)}` }),
    choices: scopes.map((scope) => ({
      scope,
      ...scopeWords[scope],
      isChosen: chosen === undefined ? scope !== 'admin' : chosen.includes(scope),
      isNew: earlier !== undefined && !earlier.scopes.includes(scope),
    })),
  };
}
