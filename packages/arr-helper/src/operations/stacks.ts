import type { CommandOutput, StackName } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { ComposeCommand } from '../compose-command.ts';
import { resolveStack } from '../directories.ts';
import type { StackDirectory } from '../directories.ts';
import {
  type HelperContext,
  type OperationCall,
  type OperationHandlers,
  commandFailed,
  runInCall,
  toCommandOutput,
} from '../operation-context.ts';
import type { CommandResult } from '../run-command.ts';

interface StackCall {
  readonly context: HelperContext;
  readonly call: OperationCall;
  readonly compose: ComposeCommand;
  readonly directory: StackDirectory;
}

type StackOperation =
  | 'stack_up'
  | 'stack_down'
  | 'stack_pull'
  | 'stack_restart'
  | 'stack_ps'
  | 'compose_validate'
  | 'compose_config';

const configBytes = 256 * 1024;
const containersBytes = 4 * 1024 * 1024;
const PodmanContainers = z.array(
  z.object({ State: z.string().optional(), Labels: z.record(z.string(), z.string()).nullish() }),
);

/** The operations on compose stacks. Nothing here ever removes a volume. */
export function createStackHandlers(context: HelperContext): Pick<OperationHandlers, StackOperation> {
  const onStack =
    (run: (stack: StackCall) => Promise<CommandOutput>) =>
    async ({ stack }: { stack: StackName }, call: OperationCall) => {
      const directory = await resolveStack(context.config.stacksDir, stack, context.config.uid);
      return run({ context, call, compose: await context.compose.get(), directory });
    };
  return {
    stack_up: onStack(upStack),
    stack_down: onStack(downStack),
    stack_pull: onStack(pullStack),
    stack_restart: onStack(restartStack),
    stack_ps: onStack(async (stack) => finish(stack, isDocker(stack) ? ['ps', '--all'] : ['ps'])),
    compose_validate: onStack(validateStack),
    compose_config: onStack(async (stack) => {
      const result = await runCompose(stack, ['config'], configBytes);
      return { ...toCommandOutput(result, 'compose config'), output: result.stdout };
    }),
  };
}

async function upStack(stack: StackCall): Promise<CommandOutput> {
  const result = await runCompose(stack, ['up', '-d']);
  if (!isDocker(stack) && result.exitCode === 0 && hasErrorLine(result)) await checkServicesExist(stack, result);
  return toCommandOutput(result, 'compose up');
}

async function downStack(stack: StackCall): Promise<CommandOutput> {
  const result = await runCompose(stack, ['down']);
  // podman-compose 1.3 prints "Error: no container …" for what was gone already, so only what is left tells.
  if (!isDocker(stack) && result.exitCode === 0 && (await listContainers(stack)).length > 0) {
    throw commandFailed(result, 'compose down', 'ended with exit code 0, but containers of the stack are still there');
  }
  return toCommandOutput(result, 'compose down');
}

async function pullStack(stack: StackCall): Promise<CommandOutput> {
  const result = await runCompose(stack, ['pull']);
  // podman-compose 1.3 ends with exit code 0 whatever happened to the pulls that it started.
  if (!isDocker(stack) && result.exitCode === 0 && hasErrorLine(result)) {
    throw commandFailed(result, 'compose pull', 'ended with exit code 0, but an image could not be pulled');
  }
  return toCommandOutput(result, 'compose pull');
}

async function restartStack(stack: StackCall): Promise<CommandOutput> {
  const down = await downStack(stack);
  const up = await upStack(stack);
  return { ...up, output: `${down.output}\n${up.output}`.trim() };
}

async function validateStack(stack: StackCall): Promise<CommandOutput> {
  const quiet = isDocker(stack) ? ['--quiet'] : [];
  const result = await runCompose(stack, ['config', ...quiet]);
  const valid = toCommandOutput(result, 'compose config');
  // podman-compose 1.3 knows no --quiet and prints the file with the values of .env in it; only warnings may pass.
  return isDocker(stack) ? valid : { ...valid, output: '' };
}

/**
 * podman-compose 1.3 ends with exit code 0 when the `podman` commands it starts fail, and prints "Error:" also for
 * containers that simply exist already. A service without a container, or with one that never ran, did fail.
 */
async function checkServicesExist(stack: StackCall, result: CommandResult): Promise<void> {
  const { stdout } = await runCompose(stack, ['config', '--services'], configBytes, true);
  const containers = await listContainers(stack);
  const started = new Set(
    containers
      .filter(({ State }) => !/^(?:created|configured|initialized)$/i.test(State ?? ''))
      .map(({ Labels }) => Labels?.['com.docker.compose.service']),
  );
  const missing = stdout.split('\n').filter((service) => service !== '' && !started.has(service));
  if (missing.length === 0) return;
  throw commandFailed(result, 'compose up', `ended with exit code 0, but did not start ${missing.join(', ')}`);
}

async function listContainers(stack: StackCall): Promise<z.output<typeof PodmanContainers>> {
  const { stdout } = await runCompose(stack, ['ps', '--format', 'json'], containersBytes, true);
  try {
    return PodmanContainers.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new Error('podman-compose ps did not answer with the JSON list of its containers', { cause });
  }
}

async function finish(stack: StackCall, args: string[]): Promise<CommandOutput> {
  return toCommandOutput(await runCompose(stack, args), `compose ${args[0]}`);
}

async function runCompose(
  { context, call, compose, directory }: StackCall,
  args: string[],
  stdoutBytes = 0,
  quiet = false,
): Promise<CommandResult> {
  const plain = compose.flavour === 'docker-compose' ? ['--ansi', 'never'] : [];
  return runInCall(context, call, {
    argv: [...compose.argv, ...plain, '-f', directory.composeFile, ...args],
    cwd: directory.path,
    stdoutBytes,
    ...(!quiet && { onLine: call.onLine }),
  });
}

function isDocker({ compose }: StackCall): boolean {
  return compose.flavour === 'docker-compose';
}

function hasErrorLine({ output }: CommandResult): boolean {
  return /^Error:/m.test(output);
}
