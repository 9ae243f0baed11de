import { z } from 'zod';

import { BaseServiceClient } from '../base-service-client.ts';
import type { ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import { withoutSent } from '../connection/sent-secrets.ts';
import { type CallInput, type ServiceCall, toPath } from '../service-call.ts';
import { ServiceError } from '../service-error.ts';
import type { OpenStream } from './open-stream.ts';
import { XmlError, readXml } from './read-xml.ts';

/** What the clients of one call share. */
export interface PlexFacts {
  readonly connection: ServiceConnection;
  readonly signal: AbortSignal;
  /** who we are, and the token */
  readonly signature: Readonly<Record<string, string>>;
  /** the token is somebody else's, which nobody looks for in what is told in the end */
  readonly isBorrowed?: boolean;
  readonly openStream: OpenStream;
}

/** Which part of a list is asked for. */
export interface PlexRange {
  readonly start: number;
  readonly size: number;
}

export interface PlexPage<Item> {
  readonly items: Item[];
  readonly start: number;
  /** of the whole list */
  readonly total: number;
}

interface Container<Item> {
  readonly size: number | undefined;
  readonly totalSize: number | undefined;
  readonly Metadata: Item[];
}

/** What the clients of Plex's themes share: signed calls, and answers in JSON or XML read alike. */
export abstract class SignedPlexClient extends BaseServiceClient {
  readonly #signature: Readonly<Record<string, string>>;
  readonly #isBorrowed: boolean;
  readonly #openStream: OpenStream;

  constructor({ connection, signal, signature, isBorrowed = false, openStream }: PlexFacts) {
    super(connection, signal);
    this.#signature = signature;
    this.#isBorrowed = isBorrowed;
    this.#openStream = openStream;
  }

  protected override headers(): Readonly<Record<string, string>> {
    return this.#signature;
  }

  protected override parse<Schema extends z.ZodType>(
    { text }: Pick<ServiceAnswer, 'text'>,
    schema: Schema,
  ): z.output<Schema> {
    const answer = { text: this.#isBorrowed ? withoutSent(text, { headers: this.#signature }) : text };
    const isXml = /^[\s\uFEFF]*</.test(answer.text.slice(0, 100));
    return super.parse(isXml ? { text: JSON.stringify(this.#fromXml(answer.text)) } : answer, schema);
  }

  /** Sends a call that answers nothing, or a container that says nothing; anything else is no answer of Plex. */
  protected async tell<Call extends ServiceCall>(call: Call, input: CallInput<Call> = {}): Promise<void> {
    const answer = await this.send(call, input);
    if (answer.text.trim() !== '') this.parse(answer, z.unknown());
  }

  /** One part of a list that Plex pages; what does not page comes whole, and is cut here. */
  protected async callPage<Call extends ServiceCall, Item>(
    call: Call,
    schema: z.ZodType<Container<Item>>,
    { start, size, ...input }: CallInput<Call> & PlexRange,
  ): Promise<PlexPage<Item>> {
    const headers = { 'X-Plex-Container-Start': String(start), 'X-Plex-Container-Size': String(size) };
    // What is left of the input is what a call takes.
    const answer = await this.call(call, schema, { ...(input as CallInput<Call>), headers });
    const { Metadata: items, totalSize } = answer;
    if (totalSize === undefined && items.length > size) {
      return { items: items.slice(start, start + size), start, total: items.length };
    }
    return { items: items.slice(0, size), start, total: totalSize ?? start + items.length };
  }

  /** An answer that has no end, such as events; ending the signal ends it. */
  protected async stream(call: ServiceCall, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const headers = { ...this.#signature, accept: 'text/event-stream' };
    return this.#openStream(toPath(call, {}), headers, signal);
  }

  #fromXml(text: string): Record<string, unknown> {
    try {
      return readXml(text);
    } catch (cause) {
      if (!(cause instanceof XmlError)) throw cause;
      throw new ServiceError(this.instance, 'bad_response', `sent ${cause.message}`, {
        cause,
        hint: 'Is the address that of Plex itself? service_api_reachability tells.',
      });
    }
  }
}
