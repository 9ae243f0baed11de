import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, defineConfig } from 'vite';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const absent = fromHere('src/runtime/absent-module.ts');

// The page's templates and files are read at run time, from beside the bundle.
function copyPageFiles(): Plugin {
  return {
    name: 'copy-page-files',
    closeBundle() {
      for (const folder of ['templates', 'public']) {
        cpSync(fromHere(`src/dashboard/${folder}`), fromHere(`dist/${folder}`), { recursive: true });
      }
    },
  };
}

// A few files and the page's assets, so that the container needs no node_modules; what only one command needs is a
// chunk of its own, so that a client that starts `stdio` does not wait for the web server's code.
export default defineConfig({
  // dockerode loads the first four for ssh:// hosts and BuildKit sessions, which we never use.
  resolve: {
    alias: {
      ssh2: absent,
      '@grpc/grpc-js': absent,
      '@grpc/proto-loader': absent,
      protobufjs: absent,
      depd: fromHere('absent-depd.cjs'),
    },
  },
  plugins: [copyPageFiles()],
  build: {
    ssr: 'src/main.ts',
    target: 'node22',
    outDir: 'dist',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'main.js', chunkFileNames: '[name].js' } },
  },
  ssr: { noExternal: true },
});
