import { z } from 'zod';

const ToolCall = z.object({
  method: z.literal('tools/call'),
  params: z.object({ name: z.string(), arguments: z.unknown() }),
});
const PassedOn = z.object({ name: z.string() });
/** the tools that pass a call on to another, which they are told by `name` */
export const finders: ReadonlySet<string> = new Set(['call_read_tool', 'call_write_tool']);

/** The tools that a request's body asks to run, also those that the finder is to pass the call on to. */
export function calledTools(body: unknown): string[] {
  return (Array.isArray(body) ? body : [body]).flatMap((message) => {
    const call = ToolCall.safeParse(message);
    if (!call.success) return [];
    const { name, arguments: args } = call.data.params;
    const target = finders.has(name) ? PassedOn.safeParse(args) : undefined;
    return target?.success === true ? [name, target.data.name] : [name];
  });
}
