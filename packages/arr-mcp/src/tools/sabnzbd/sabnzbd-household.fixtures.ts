import { createSabnzbdStandIn, createWorld } from '@arr-mcp/demo-stack';

import { registryOf } from '../../testing/service-bench.ts';
import { type FakeServices, ToolBench } from '../../testing/tool-bench.ts';

export const apiKey = 'sab-canary-key-0123456789abcdef';
export const running = 'The.Lighthouse.Keepers.S03E05.1080p.WEB.h264-DEMO';
export const paused = 'Harbour.Days.2025.2160p.WEB.h265-DEMO';
export const failed = 'Harbour.Lights.2012.1080p.BluRay.x264-DEMO';
export const finished = 'The.Lighthouse.Keepers.S03E04.1080p.WEB.h264-DEMO';

/** Tools on one or more invented SABnzbd. */
export function household(names: readonly string[] = ['sabnzbd'], fakes: FakeServices = {}): ToolBench {
  const instances = names.map((instance) => ({
    instance,
    standIn: createSabnzbdStandIn({ world: createWorld(), apiKey }),
    credential: { api_key: apiKey },
  }));
  return new ToolBench({ ...fakes, services: registryOf(instances) });
}

/** The records of a tool that lists. */
export function items(answer: Record<string, unknown>): Record<string, unknown>[] {
  return answer['items'] as Record<string, unknown>[];
}
