/** What an operation is called with; its names and forms are those of the helper's protocol. */
export type OperationArgs = Readonly<Record<string, unknown>>;

/** One operation of the helper; answers what the protocol adds to the output of a command. */
export type Operation = (args: OperationArgs) => object | Promise<object>;

export type Operations = Readonly<Record<string, Operation>>;

/** An argument that is a text; empty when it is not. */
export function textOf(args: OperationArgs, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value : '';
}
