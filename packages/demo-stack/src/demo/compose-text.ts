import type { ContainerSpec } from '../host/container-spec.ts';

/** The compose file of a stack, which makes the containers that it is given. */
export function composeText(specs: readonly ContainerSpec[], secrets: Readonly<Record<string, string>>): string {
  return ['services:', ...specs.map((spec) => serviceText(spec, secrets))].join('\n');
}

function serviceText(spec: ContainerSpec, secrets: Readonly<Record<string, string>>): string {
  const { compose, environment = {}, healthCheck, image, mounts = [], name, networkMode, port } = spec;
  const network = networkMode?.replace('container:', 'service:');
  const lines = [
    `  ${compose?.service ?? name}:`,
    `    image: ${image}`,
    `    container_name: ${name}`,
    '    restart: unless-stopped',
    ...(network === undefined ? [] : [`    network_mode: ${network}`]),
    ...section(
      'environment',
      Object.entries(environment).map(([key, value]) => `      ${key}: ${toValue(value, secrets)}`),
    ),
    ...section('ports', port === undefined ? [] : [`      - "127.0.0.1:${port.host}:${port.container}"`]),
    ...section(
      'volumes',
      mounts.map(({ source, target, readOnly }) => `      - ${source}:${target}${readOnly === true ? ':ro' : ''}`),
    ),
    ...section('healthcheck', healthCheck === undefined ? [] : [`      test: ["CMD-SHELL", "${healthCheck.command}"]`]),
  ];
  return `${lines.join('\n')}\n`;
}

function section(key: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`    ${key}:`, ...lines];
}

/** A secret stands in `.env` and is named here. */
function toValue(value: string, secrets: Readonly<Record<string, string>>): string {
  const secret = Object.entries(secrets).find(([, text]) => text === value)?.[0];
  return secret === undefined ? JSON.stringify(value) : `\${${secret}}`;
}

export function envText(secrets: Readonly<Record<string, string>>): string {
  return Object.entries(secrets)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
