import { chmodSync } from 'node:fs';

import { defineConfig } from 'vite';

// One file for the Node.js that Debian 13 ships; the host needs no node_modules. CommonJS, since no package.json
// beside it says what kind of module it is.
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    outDir: 'dist',
    minify: true,
    rolldownOptions: {
      output: {
        entryFileNames: 'arr-helper.js',
        format: 'cjs',
        codeSplitting: false,
        banner: '#!/usr/bin/env node',
      },
    },
  },
  plugins: [{ name: 'executable', closeBundle: () => chmodSync('dist/arr-helper.js', 0o755) }],
  ssr: { noExternal: true },
});
