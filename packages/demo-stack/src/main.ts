import { fileURLToPath } from 'node:url';

import { runDemo } from './demo/run-demo.ts';

process.exitCode = await runDemo({
  program: fileURLToPath(new URL('../../arr-mcp/dist/main.js', import.meta.url)),
  env: process.env,
  print: (text) => process.stdout.write(text),
});
