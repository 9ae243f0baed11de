import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const absent = fileURLToPath(new URL('src/runtime/absent-module.ts', import.meta.url));

// One file and its assets, so that the container needs no node_modules and a stdio client does not wait for them.
export default defineConfig({
  // dockerode loads these for ssh:// hosts and BuildKit sessions, which we never use.
  resolve: { alias: { ssh2: absent, '@grpc/grpc-js': absent, '@grpc/proto-loader': absent, protobufjs: absent } },
  build: {
    ssr: 'src/main.ts',
    target: 'node22',
    outDir: 'dist',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
  },
  ssr: { noExternal: true },
});
