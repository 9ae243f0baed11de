import { join } from 'node:path';

/** Where the invented host keeps its things, all below one private folder. */
export interface Places {
  readonly root: string;
  readonly stacks: string;
  /** below the data, as compose files may mount nothing from elsewhere */
  readonly services: string;
  /** what containers see as /data: the library, the downloads and the configuration */
  readonly data: string;
  readonly logs: string;
  /** of arr-mcp itself */
  readonly state: string;
  readonly runtimeSocket: string;
  readonly helperSocket: string;
}

export function placesIn(root: string): Places {
  return {
    root,
    stacks: join(root, 'stacks'),
    services: join(root, 'data', 'config'),
    data: join(root, 'data'),
    logs: join(root, 'logs'),
    state: join(root, 'state'),
    runtimeSocket: join(root, 'podman.sock'),
    helperSocket: join(root, 'helper.sock'),
  };
}
