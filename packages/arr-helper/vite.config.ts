import { chmodSync, writeFileSync } from 'node:fs';

import { defineConfig } from 'vite';

// Fastify and pino name these for what the helper never does: JSON schemas per route, plugins, injected requests,
// proxies, TLS, log workers. Without them it holds a tenth less memory. A use of one throws and says so.
const leftOut =
  /^(?:@fastify\/(?:ajv-compiler|fast-json-stringify-compiler|proxy-addr)|light-my-request|node:(?:http2|https)|semver|thread-stream)$/;

/** V8 keeps a program's text in memory, and needs twice the room as soon as one character is beyond Latin-1. */
function toAscii(code: string): string {
  return code.replaceAll(/[^ -~\s]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

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
      generateBundle(_options, bundle) {
        for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = toAscii(file.code);
      },
      closeBundle() {
        chmodSync('dist/arr-helper.js', 0o755);
        writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
      },
    },
  ],
  ssr: { noExternal: true },
});
