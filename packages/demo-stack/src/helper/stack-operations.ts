import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type DemoHost, renewed } from '../host/demo-host.ts';
import { HelperFailure } from './helper-failure.ts';
import { type Operations, textOf } from './operation.ts';

interface StackService {
  readonly service: string;
  readonly container: string;
  readonly image: string;
}

interface Stack {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly services: readonly StackService[];
}

/** The operations on compose stacks, whose files lie in a folder each. */
export function stackOperations(host: DemoHost, stacksDir: string): Operations {
  const on = (run: (stack: Stack) => string) => async (args: Readonly<Record<string, unknown>>) => ({
    output: run(await readStack(stacksDir, textOf(args, 'stack'))),
  });
  return {
    stack_up: on((stack) => up(host, stack)),
    stack_down: on((stack) => down(host, stack)),
    stack_restart: on((stack) => `${down(host, stack)}\n${up(host, stack)}`),
    stack_pull: on(({ services }) => services.map(({ image }) => `Pulled ${image}`).join('\n')),
    stack_ps: on((stack) =>
      containersOf(host, stack)
        .map(({ spec }) => `${spec.name}  ${spec.image}`)
        .join('\n'),
    ),
    compose_validate: on(() => ''),
    compose_config: on(({ text }) => text),
  };
}

function up(host: DemoHost, { name, path, services }: Stack): string {
  const lines = services.map(({ service, container, image }) => {
    const found = host.find(container);
    if (found !== undefined && found.spec.image === image) {
      return found.start(host.now()) ? `Started ${container}` : `${container} is running`;
    }
    const compose = { stack: name, service, workingDir: path };
    host.create({ ...renewed(host.original(container) ?? { name: container, image }), image, compose });
    return `Created and started ${container}`;
  });
  return lines.join('\n');
}

function down(host: DemoHost, stack: Stack): string {
  return containersOf(host, stack)
    .map((container) => {
      host.remove(container);
      return `Stopped and removed ${container.spec.name}`;
    })
    .join('\n');
}

function containersOf(host: DemoHost, { name }: Stack) {
  return host.list().filter(({ spec }) => spec.compose?.stack === name);
}

async function readStack(stacksDir: string, name: string): Promise<Stack> {
  const path = join(stacksDir, name);
  try {
    const text = await readFile(join(path, 'compose.yaml'), 'utf8');
    return { name, path, text, services: readServices(text, name) };
  } catch (cause) {
    throw new HelperFailure('not_found', `no stack named ${name} (${cause instanceof Error ? cause.message : ''})`);
  }
}

const serviceLine = /^ {2}(?<service>[\w.-]+):\s*$/;

/** The services of a compose file that is indented by two, as the demo's own are. */
export function readServices(text: string, stack: string): StackService[] {
  const [, inside = ''] = text.split(/^services:\s*$/m);
  const [own = ''] = inside.split(/^\S/m);
  const blocks = own.split(/^(?= {2}[\w.-]+:\s*$)/m);
  return blocks.flatMap((block) => {
    const service = serviceLine.exec(block.split('\n', 1)[0] ?? '')?.groups?.['service'];
    if (service === undefined) return [];
    const container = settingOf(block, 'container_name') ?? `${stack}_${service}_1`;
    return [{ service, container, image: settingOf(block, 'image') ?? 'localhost/unnamed:latest' }];
  });
}

function settingOf(block: string, key: string): string | undefined {
  return new RegExp(`^ {4}${key}:\\s*["']?([^"'\\s#]+)`, 'm').exec(block)?.[1];
}
