import type { ComposeModel } from '../compose/compose-model.ts';
import { loadComposeProject } from '../compose/load-project.ts';
import { type ConvertedProject, convertToQuadlets } from '../quadlet/convert-to-quadlets.ts';
import { convertToCompose } from './convert-to-compose.ts';

export interface Trip {
  readonly model: ComposeModel;
  readonly quadlets: ConvertedProject;
}

/** A compose file as a model and as Quadlets; `beside` are the files that lie in its folder, by absolute path. */
export async function toQuadlets(
  text: string,
  { directory = '/srv/stacks/media', beside = {} }: { directory?: string; beside?: Readonly<Record<string, string>> } = {},
): Promise<Trip | undefined> {
  const texts = new Map([...Object.entries(beside), [`${directory}/compose.yaml`, text]]);
  const files = { read: (path: string) => Promise.resolve(texts.get(path)) };
  const loaded = await loadComposeProject({ directory, file: 'compose.yaml', files, profiles: ['*'] });
  if (loaded.model === undefined) {console.log(JSON.stringify(loaded.findings.filter(f=>f.level==='error').map(f=>f.subject+' '+f.attribute+' '+f.text)));return undefined;}
  const { declared, findings, model } = loaded;
  const options = { filesDirectory: `${directory}/quadlets/files` };
  return { model, quadlets: convertToQuadlets({ model, declared, findings, options }) };
}

/** The compose file of a set of Quadlets; throws with what stands against one. */
export function backToCompose({ files }: ConvertedProject): string {
  const { text, report } = convertToCompose({ files });
  if (text !== undefined) return text;
  const errors = report.findings.filter(({ level }) => level === 'error');
  throw new Error(errors.map((each) => `${each.subject} ${each.attribute}: ${each.text}`).join('\n'));
}
