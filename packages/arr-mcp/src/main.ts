#!/usr/bin/env node
import { runCommand } from './cli/run-command.ts';

// Whatever this process makes is for its user alone: state database, keys, sockets.
process.umask(0o077);
// A reader may have enough before the end, as `head` has: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = await runCommand(process.argv.slice(2));
