import { defineConfig } from 'vitest/config';

// One media host for all specs, so one spec after the other; each leaves the host as it found it.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['src/specs/*.e2e.test.ts'],
    globalSetup: ['src/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
