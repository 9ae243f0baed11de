import type { HonoRequest } from 'hono';

/** What a caller sent, in its form or in its address. */
export interface Form {
  readonly text: (name: string) => string;
  readonly has: (name: string) => boolean;
  /** the ids of a list with commas between them */
  readonly list: (name: string) => string[];
  readonly file: (name: string) => File | undefined;
  /** whether the file is one, packed ones included */
  readonly isNzb: boolean;
}

export async function readForm(request: HonoRequest): Promise<Form> {
  const body: Readonly<Record<string, unknown>> = { ...request.query(), ...(await request.parseBody()) };
  const file = (name: string) => (body[name] instanceof File ? body[name] : undefined);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const sent = file('name');
  return {
    text,
    has: (name) => name in body,
    list: (name) => text(name).split(',').filter(Boolean),
    file,
    isNzb: sent !== undefined && (!/\.nzb$/i.test(sent.name) || (await sent.text()).includes('<nzb')),
  };
}
