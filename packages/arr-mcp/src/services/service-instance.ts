import { type CredentialField, type ServiceName, serviceFacts, serviceNames } from './service-catalog.ts';

/** Where a fact of an instance comes from; an earlier one wins over a later one. */
export const factSources = ['environment', 'store', 'container', 'file'] as const;
export type FactSource = (typeof factSources)[number];

export type Credential = Readonly<Partial<Record<CredentialField, string>>>;

/** What one source knows of one instance. */
export interface KnownService {
  readonly service: ServiceName;
  /** `sonarr`, or `sonarr-4k` for a second one */
  readonly instance: string;
  readonly source: FactSource;
  /** without a slash at its end */
  readonly url?: string;
  readonly credential?: Credential;
}

/** All that is known of one instance, each fact from the best source that has it. */
export interface ServiceInstance {
  readonly service: ServiceName;
  readonly instance: string;
  readonly url?: string;
  readonly urlSource?: FactSource;
  readonly credential: Credential;
  readonly credentialSource?: FactSource;
  /** what is still needed before it can be asked: `url`, or a field of its credential */
  readonly missing: readonly string[];
}

/** Instances in the order of the catalogue, then by name. A credential is taken whole from one source. */
export function mergeKnown(known: readonly KnownService[]): ServiceInstance[] {
  const groups = Map.groupBy(known, ({ instance }) => instance);
  return [...groups.values()].flatMap(merge).sort(byCatalogue);
}

function merge(known: readonly KnownService[]): ServiceInstance[] {
  const ranked = known.toSorted((left, right) => rank(left) - rank(right));
  const [first] = ranked;
  if (first === undefined) return [];
  // A name belongs to the service that the best source gives it.
  const own = ranked.filter(({ service }) => service === first.service);
  const signed = own.find(({ credential }) => credential !== undefined && Object.keys(credential).length > 0);
  const placed = own.find((each) => each.url !== undefined && mayTake(signed, each));
  const credential = signed?.credential ?? {};
  const url = placed?.url ?? serviceFacts(first.service).defaultUrl;
  return [
    {
      service: first.service,
      instance: first.instance,
      ...(url === undefined ? {} : { url }),
      ...(placed === undefined ? {} : { urlSource: placed.source }),
      credential,
      ...(signed === undefined ? {} : { credentialSource: signed.source }),
      missing: [...(url === undefined ? ['url'] : []), ...missingFields(first.service, credential)],
    },
  ];
}

// An assistant may store an address: it gets the credential that was stored with it, and never one from elsewhere.
function mayTake(signed: KnownService | undefined, { source }: KnownService): boolean {
  return source !== 'store' || signed === undefined || signed.source === 'store';
}

// Of the ways to sign in, the one that lacks least.
function missingFields(service: ServiceName, credential: Credential): readonly string[] {
  const ways = serviceFacts(service).signIn.map((way) => way.filter((field) => credential[field] === undefined));
  return ways.toSorted((left, right) => left.length - right.length)[0] ?? [];
}

function rank({ source }: KnownService): number {
  return factSources.indexOf(source);
}

function byCatalogue(left: ServiceInstance, right: ServiceInstance): number {
  const places = serviceNames.indexOf(left.service) - serviceNames.indexOf(right.service);
  return places || (left.instance < right.instance ? -1 : 1);
}
