import { z } from 'zod';

import { Text } from './answer.ts';
import type { RuntimeKind } from './container-runtime.ts';

/** What `GET /version` answers, on both engines. */
export const VersionAnswer = z
  .object({
    Version: z.string(),
    Components: z.array(z.object({ Name: Text })).nullish(),
  })
  .transform((answer): { version: string; kind: RuntimeKind } => ({
    version: answer.Version,
    kind: (answer.Components ?? []).some((component) => component.Name === 'Podman Engine') ? 'podman' : 'docker',
  }));

/** What `GET /info` answers, on both engines. */
export const InfoAnswer = z
  .object({ MemTotal: z.number().nullish(), SecurityOptions: z.array(z.string()).nullish() })
  .transform((answer) => ({
    machineMemoryBytes: answer.MemTotal || undefined,
    rootless: (answer.SecurityOptions ?? []).some((option) => option.startsWith('name=rootless')),
  }));
