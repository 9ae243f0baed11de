import type { z } from 'zod';

import { BaseServiceClient } from '../base-service-client.ts';
import type { ServiceAnswer, ServiceConnection } from '../connection/service-connection.ts';
import type { CallInput, QueryKind, ServiceCall } from '../service-call.ts';
import { explainRefusal, findFailure } from './sabnzbd-refusals.ts';

interface FormCall extends ServiceCall {
  readonly body: Readonly<Record<string, QueryKind>>;
}

type FormFields<Call extends FormCall> = Readonly<Partial<Record<keyof Call['body'], FormValue>>>;

type FormValue = string | number | boolean | File | undefined;

/** How SABnzbd is asked: forms to one address, and refusals that come as answers. */
export abstract class SabnzbdApi extends BaseServiceClient {
  readonly #apiKey: string;

  constructor(connection: ServiceConnection, signal: AbortSignal, apiKey: string) {
    super(connection, signal);
    this.#apiKey = apiKey;
  }

  // The key is in the form.
  protected override headers(): Readonly<Record<string, string>> {
    return {};
  }

  /** Sends a call's form; fields without a value are left out. */
  protected async ask<Call extends FormCall, Schema extends z.ZodType>(
    call: Call,
    schema: Schema,
    fields?: FormFields<Call>,
  ): Promise<z.output<Schema>> {
    return this.call(call, schema, { body: this.#toForm(call, fields) });
  }

  protected override async send<Call extends ServiceCall>(
    call: Call,
    input: CallInput<Call> = {},
  ): Promise<ServiceAnswer> {
    const answer = await super.send(call, input).catch((error: unknown) => {
      throw explainRefusal(error, this.instance);
    });
    const failure = findFailure(answer, this.instance);
    if (failure !== undefined) throw failure;
    return answer;
  }

  #toForm<Call extends FormCall>({ body }: Call, fields: FormFields<Call> | undefined): URLSearchParams | FormData {
    const all: Readonly<Record<string, FormValue>> = { ...fields, apikey: this.#apiKey };
    const given = Object.entries(all).filter(([, value]) => value !== undefined);
    const entries = [...Object.entries(body).flatMap(fixedField), ...given];
    const form = entries.some(([, value]) => value instanceof File) ? new FormData() : new URLSearchParams();
    for (const [name, value] of entries) {
      if (!(value instanceof File)) form.set(name, toText(value));
      else if (form instanceof FormData) form.set(name, value);
    }
    return form;
  }
}

// mode=queue and the like: of one listed value there is no choice.
function fixedField([name, kind]: readonly [string, QueryKind]): [string, FormValue][] {
  const [only, another] = typeof kind === 'string' ? [] : kind;
  return only === undefined || another !== undefined ? [] : [[name, only]];
}

function toText(value: Exclude<FormValue, File>): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}
