import { AppError } from '../errors.ts';
import type { Clock } from './clock.ts';
import type { ConnectionLimits } from './connection/service-connection.ts';
import type { ServiceFetch } from './connection/service-fetch.ts';
import { type ClientName, type Clients, type OpenClient, clientOpeners } from './clients.ts';
import type { TokenKeeper } from './kept-tokens.ts';
import { type ServiceName, serviceFacts } from './service-catalog.ts';
import { type KnownService, type ServiceInstance, mergeKnown } from './service-instance.ts';

export interface RegistryOptions {
  /** what the settings name */
  readonly settings: readonly KnownService[];
  /** what the credential store holds now */
  readonly stored: () => readonly KnownService[];
  readonly fetch: ServiceFetch;
  readonly limits?: Partial<ConnectionLimits>;
  /** where the tokens of services are kept that change them */
  readonly tokens?: TokenKeeper;
  readonly clock?: Clock;
}

interface Opened {
  readonly facts: string;
  readonly open: OpenClient<ClientName>;
}

/** Which services there are, and the way to each. What is stored or discovered later counts at once. */
export class ServiceRegistry {
  readonly #options: RegistryOptions;
  readonly #opened = new Map<string, Opened>();
  #discovered: readonly KnownService[] = [];

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** Every instance that anything is known of, also those that lack something. */
  list(): ServiceInstance[] {
    return mergeKnown([...this.#options.settings, ...this.#options.stored(), ...this.#discovered]);
  }

  /** What running containers and configuration files tell; replaces what they told before. */
  setDiscovered(known: readonly KnownService[]): void {
    this.#discovered = known;
  }

  /** The tokens that services have given since, beside those of the credentials. */
  givenTokens(): string[] {
    return this.list().flatMap(({ instance }) => {
      const kept = this.#options.tokens?.find(instance);
      return kept === undefined ? [] : [kept.accessToken, kept.refreshToken].filter((token) => token !== undefined);
    });
  }

  /** Names of the instances of a service that can be asked. */
  instances(service: ServiceName): string[] {
    return this.list()
      .filter((each) => each.service === service && each.missing.length === 0)
      .map(({ instance }) => instance);
  }

  /**
   * A client for one call.
   * @param instance absent: the only one there is
   * @throws AppError not_configured when there is none, invalid_argument when there are several to choose from
   */
  client<Name extends ClientName>(service: Name, instance: string | undefined, signal: AbortSignal): Clients[Name] {
    const found = this.#find(service, instance);
    const facts = JSON.stringify([found.url, found.credential]);
    const known = this.#opened.get(found.instance);
    // A name belongs to one service, so what was opened under it is a client of that service.
    if (known?.facts === facts) return known.open(signal) as Clients[Name];
    const { url = '', credential } = found;
    const open = clientOpeners[service]({
      ...this.#options,
      service,
      instance: found.instance,
      baseUrl: url,
      credential,
    });
    this.#opened.set(found.instance, { facts, open });
    return open(signal);
  }

  #find(service: ServiceName, instance: string | undefined): ServiceInstance {
    const all = this.list().filter((each) => each.service === service);
    const usable = all.filter(({ missing }) => missing.length === 0);
    const [only, another] = instance === undefined ? usable : usable.filter((each) => each.instance === instance);
    if (only !== undefined && another === undefined) return only;
    const names = usable.map((each) => each.instance).join(', ');
    if (another !== undefined) {
      throw new AppError('invalid_argument', `there are several: ${names}`, { hint: 'Choose one with instance.' });
    }
    if (instance !== undefined && usable.length > 0) {
      throw new AppError('not_found', `there is no ${instance} of ${service}`, { hint: `There is: ${names}.` });
    }
    throw notConfigured(
      service,
      all.find((each) => instance === undefined || each.instance === instance),
    );
  }
}

function notConfigured(service: ServiceName, known: ServiceInstance | undefined): AppError {
  const { title, signIn, defaultUrl } = serviceFacts(service);
  const prefix = (known?.instance ?? service).toUpperCase().replaceAll('-', '_');
  const missing = known?.missing ?? [...(defaultUrl === undefined ? ['url'] : []), ...(signIn[0] ?? [])];
  const names = missing.map((field) => `${prefix}_${field.toUpperCase()}`).join(', ');
  return new AppError(
    'not_configured',
    `${title} is not configured: ${names} ${missing.length === 1 ? 'is' : 'are'} missing`,
    {
      hint: 'The operator sets that in the environment, or stores it with credential_set; service_scan shows what was found.',
    },
  );
}
