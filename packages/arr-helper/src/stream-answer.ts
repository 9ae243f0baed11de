import type { ServerResponse } from 'node:http';

import { type Failure, progressMediaType } from '@arr-mcp/helper-protocol';

/** Answers as lines of JSON: `{progress}` while it runs, at last the body that a plain request would get. */
export async function streamAnswer(
  response: ServerResponse,
  run: (onLine: (line: string) => void) => Promise<object>,
  toFailure: (error: unknown) => Failure,
): Promise<void> {
  response.writeHead(200, { 'content-type': progressMediaType, 'cache-control': 'no-store' });
  response.flushHeaders();
  const onLine = (progress: string) => {
    // A caller that does not read gets fewer lines instead of filling this process's memory.
    if (!response.writableNeedDrain) response.write(`${JSON.stringify({ progress })}\n`);
  };
  const answer = await run(onLine).catch(toFailure);
  response.end(`${JSON.stringify(answer)}\n`);
}
