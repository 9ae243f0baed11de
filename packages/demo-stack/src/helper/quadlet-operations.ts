import { HelperFailure } from './helper-failure.ts';
import { type OperationArgs, type Operations, textOf } from './operation.ts';
import { type QuadletRef, type QuadletStore, sha256, unitOf } from './quadlet-store.ts';

// As arr-mcp writes it into the first line of what it converts.
const project = /^# arr-mcp: project ([a-z0-9][a-z0-9_-]{0,62}), /;

/** The operations on Quadlet files. */
export function quadletOperations(store: QuadletStore): Operations {
  return {
    quadlet_list: () => ({
      quadlets: store.list().map(({ content, modified, ...ref }) => ({
        ...ref,
        unit: unitOf(ref),
        project: project.exec(content)?.[1],
        size_bytes: Buffer.byteLength(content),
        modified: modified.toISOString(),
      })),
    }),
    quadlet_read(args) {
      const { content } = store.get(refOf(args));
      return { content, sha256: sha256(content) };
    },
    quadlet_write(args) {
      const problems = findProblems(refOf(args), textOf(args, 'content'));
      if (problems.length > 0) throw new HelperFailure('invalid_content', 'the Quadlet is not valid', problems);
      return store.write(refOf(args), textOf(args, 'content'), args['expected_sha256']);
    },
    quadlet_delete: (args) => store.delete(refOf(args), args['expected_sha256']),
    quadlet_check(args) {
      const files = filesOf(args);
      const problems = files.flatMap((file) => findProblems(refOf(file), textOf(file, 'content')));
      const units = files.map((file) => unitOf(refOf(file)));
      return { valid: problems.length === 0, problems, warnings: [], units: problems.length === 0 ? units : [] };
    },
    quadlet_backups: () => ({ backups: store.backups() }),
    quadlet_restore: (args) => store.restore(textOf(args, 'backup')),
  };
}

function refOf(args: OperationArgs): QuadletRef {
  return { name: textOf(args, 'name'), kind: textOf(args, 'kind') };
}

function filesOf(args: OperationArgs): OperationArgs[] {
  const files = args['files'];
  return Array.isArray(files) ? files.filter((file): file is OperationArgs => typeof file === 'object') : [];
}

const sections: Readonly<Record<string, string>> = {
  container: 'Container',
  network: 'Network',
  volume: 'Volume',
  pod: 'Pod',
  image: 'Image',
  build: 'Build',
  kube: 'Kube',
};

/** The two things that Podman's generator, which is not here, refuses first. */
function findProblems({ name, kind }: QuadletRef, content: string): string[] {
  const section = sections[kind] ?? 'Container';
  if (!content.split('\n').some((line) => line.trim() === `[${section}]`)) {
    return [`${name}.${kind}: has no section [${section}]`];
  }
  const hasImage = /^\s*(?:Image|Rootfs)\s*=\s*\S/m.test(content);
  return kind === 'container' && !hasImage ? [`${name}.container: no Image or Rootfs key specified`] : [];
}
