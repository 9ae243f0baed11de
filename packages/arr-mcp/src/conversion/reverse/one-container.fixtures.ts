import { QuadletKind } from '@arr-mcp/helper-protocol';
import { parse } from 'yaml';
import { z } from 'zod';

import type { Finding } from '../findings.ts';
import type { QuadletText } from '../quadlet/quadlet-text.ts';
import { convertToCompose } from './convert-to-compose.ts';

const Things = z.record(z.string(), z.record(z.string(), z.unknown()).nullable()).default({});
const Compose = z.object({
  name: z.string().optional(),
  services: Things,
  networks: Things,
  volumes: Things,
  secrets: Things,
});

export interface Outcome {
  /** as it was read back; without services when there was an error */
  readonly compose: z.output<typeof Compose>;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly keys: ReadonlyMap<string, string>;
}

/** `app.container` and what stands in it, and further files by their names. */
export function convert(files: Readonly<Record<string, string>>, project?: string): Outcome {
  const quadlets = Object.entries(files).map(([file, text]): QuadletText => {
    const dot = file.lastIndexOf('.');
    return { name: file.slice(0, dot), kind: QuadletKind.parse(file.slice(dot + 1)), text };
  });
  const { text = '', report } = convertToCompose({
    files: quadlets,
    options: project === undefined ? {} : { project },
  });
  const keys = new Map(report.keys.map(({ subject, key, outcome }) => [`${subject} ${key}`, outcome]));
  return { compose: Compose.parse(parse(text) ?? { services: {} }), text, findings: report.findings, keys };
}

/** The service of a container with these lines, without what every such service has. */
export function serviceOf(lines: string, others: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  const head = lines.startsWith('[') ? '' : '[Container]\nImage=x\n';
  const { compose, findings } = convert({ 'app.container': `${head}${lines}\n`, ...others });
  const service = compose.services['app'];
  if (service === null || service === undefined) throw new Error(findings.map(({ text }) => text).join('\n'));
  const { image, container_name: name, network_mode: mode, ...rest } = service;
  return {
    ...(image === 'x' ? {} : { image }),
    ...(name === 'systemd-app' ? {} : { container_name: name }),
    ...(mode === 'bridge' || mode === undefined ? {} : { network_mode: mode }),
    ...rest,
  };
}

/** What is told about a container with these lines: `warning Container.Pull …`. */
export function toldOf(lines: string, others: Readonly<Record<string, string>> = {}): string[] {
  const head = lines.startsWith('[') ? '' : '[Container]\nImage=x\n';
  const { findings } = convert({ 'app.container': `${head}${lines}\n`, ...others });
  return findings.map(({ level, attribute, text }) => `${level} ${attribute} ${text}`);
}
