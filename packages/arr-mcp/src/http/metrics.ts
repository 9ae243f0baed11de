import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

import type { ToolCallRecord } from '../tools/tool-caller.ts';

/** Prometheus metrics: tool calls and how long they took, jobs, the process. No label holds what a caller sent. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #calls = new Counter({
    name: 'arr_mcp_tool_calls_total',
    help: 'Tool calls by tool and outcome',
    labelNames: ['tool', 'outcome'],
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: 'arr_mcp_tool_call_duration_seconds',
    help: 'How long tool calls took',
    labelNames: ['tool'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 45],
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry, prefix: 'arr_mcp_' });
  }

  observe({ tool, outcome, durationMs }: ToolCallRecord): void {
    this.#calls.inc({ tool, outcome });
    this.#durations.observe({ tool }, durationMs / 1000);
  }

  /** `GET /metrics`, to be attached where the caller has been checked. */
  async route(app: FastifyInstance, runningJobs: () => number): Promise<void> {
    const jobs = new Gauge({ name: 'arr_mcp_jobs_running', help: 'Jobs under way', registers: [this.#registry] });
    app.get('/metrics', async (_request, reply) => {
      jobs.set(runningJobs());
      void reply.type(this.#registry.contentType);
      return this.#registry.metrics();
    });
  }
}
