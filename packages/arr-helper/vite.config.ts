import { defineConfig } from 'vite';

// One file for the Node.js that Debian 13 ships; the host needs no node_modules.
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    target: 'node20',
    outDir: 'dist',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'arr-helper.js', codeSplitting: false } },
  },
  ssr: { noExternal: true },
});
