#!/usr/bin/env node
import { runCommand } from './cli/run-command.ts';

// Whatever this process makes is for its user alone: state database, keys, sockets.
process.umask(0o077);
process.exitCode = await runCommand(process.argv.slice(2));
