/** What a Quadlet was made from: a compose project and what of it, such as `services.sonarr`. */
export interface QuadletOrigin {
  readonly project: string;
  readonly subject: string;
}

const marker = /^# arr-mcp: project ([a-z0-9][a-z0-9_-]{0,62}), ([a-z]+(?:\.[^\s,]{1,200})?)$/;

/** The comment that is the first line of a Quadlet made from a compose project. */
export function printQuadletMarker({ project, subject }: QuadletOrigin): string {
  return `# arr-mcp: project ${project}, ${subject}`;
}

/** What the first line of a Quadlet says of its origin; undefined for one that was written otherwise. */
export function readQuadletMarker(content: string): QuadletOrigin | undefined {
  const [first = ''] = content.split('\n', 1);
  const [, project, subject] = marker.exec(first.trimEnd()) ?? [];
  return project === undefined || subject === undefined ? undefined : { project, subject };
}
