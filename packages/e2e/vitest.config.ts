import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { root: import.meta.dirname, include: ['src/**/*.e2e.test.ts'], fileParallelism: false, testTimeout: 120_000 },
});
