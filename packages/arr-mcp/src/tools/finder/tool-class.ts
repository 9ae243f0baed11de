import type { Tool } from '../define-tool.ts';

/** `read`, `write`, or `destructive` (asks for confirmation first). */
export function toolClass({ annotations }: Tool): 'read' | 'write' | 'destructive' {
  if (annotations.readOnlyHint) return 'read';
  return annotations.destructiveHint ? 'destructive' : 'write';
}
