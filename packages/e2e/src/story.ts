import { afterAll, beforeAll, inject } from 'vitest';

import { type Connection, connect } from './connect.ts';
import type { Installation } from './install.ts';

/** Where there is no media host, the stories that happen on it are skipped. */
export const hasNoMediaHost = inject('installation') === undefined;

export interface Story {
  /** of this run; read it inside a test */
  readonly installation: Installation;
  /** one connection to every tool, for the whole story */
  readonly connection: Connection;
}

/** What a story on the media host works with; call it where the story is described. */
export function useStory(): Story {
  let connection: Connection | undefined;
  beforeAll(async () => {
    connection = await connect(present(inject('installation')));
  });
  afterAll(async () => connection?.close());
  return {
    get installation() {
      return present(inject('installation'));
    },
    get connection() {
      return present(connection);
    },
  };
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the story has not begun');
  return value;
}
