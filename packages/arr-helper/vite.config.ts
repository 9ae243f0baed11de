import { chmodSync, writeFileSync } from 'node:fs';

import { defineConfig } from 'vite';

// One file for the Node.js that Debian 13 ships; the host needs no node_modules. CommonJS, which is what a
// .js file is where no package.json says otherwise; in the checkout one does, so the build puts another beside it.
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
  plugins: [
    {
      name: 'finish-program',
      closeBundle() {
        chmodSync('dist/arr-helper.js', 0o755);
        writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
      },
    },
  ],
  ssr: { noExternal: true },
});
