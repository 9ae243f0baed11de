import { chmodSync, writeFileSync } from 'node:fs';

import { defineConfig } from 'vite';

// Fastify and pino name these for what the helper never does: JSON schemas per route, plugins, injected requests,
// proxies, log workers. Without them it holds a tenth less memory. A use of one throws and says so.
const leftOut =
  /^(?:@fastify\/(?:ajv-compiler|fast-json-stringify-compiler|proxy-addr)|light-my-request|semver|thread-stream)$/;

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
      name: 'leave-out',
      enforce: 'pre',
      resolveId: (id) => (leftOut.test(id) ? `\0left-out:${id}` : undefined),
      load: (id) =>
        id.startsWith('\0left-out:') ? `module.exports = () => { throw new Error('${id.slice(1)}') };` : undefined,
    },
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
