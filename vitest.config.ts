import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['packages/helper-protocol', 'packages/arr-helper', 'packages/demo-stack', 'packages/arr-mcp'].map(
      (root) => ({
        test: { name: root.slice('packages/'.length), root, include: ['src/**/*.test.ts'], environment: 'node' },
      }),
    ),
  },
});
