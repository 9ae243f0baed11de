import type { Container } from '../../runtime/container.ts';

/** `sonarr (running, lscr.io/linuxserver/sonarr:4, stack media)`, and who would start it again by itself. */
export function describeContainer({ name, state, image, compose, unit }: Container): string {
  const owner = unit ?? (compose === undefined ? undefined : `stack ${compose.project}`);
  const facts = [state, image, ...(owner === undefined ? [] : [owner])].join(', ');
  const note = unit === undefined ? '' : `, which systemd runs and may start again: unit_stop stops it for good`;
  return `${name} (${facts})${note}`;
}
