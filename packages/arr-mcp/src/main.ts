#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';

import { runCommand } from './cli/run-command.ts';

// V8 learns at the start, when little room makes most things live through a sweep, that rows of lists live long, and
// from then on keeps those of each call until all memory is swept: pages took a third longer, and thrice the memory.
setFlagsFromString('--no-allocation-site-pretenuring');

// Whatever this process makes is for its user alone: state database, keys, sockets.
process.umask(0o077);
process.exitCode = await runCommand(process.argv.slice(2));
