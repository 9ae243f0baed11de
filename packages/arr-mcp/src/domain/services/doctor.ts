/** One line of what `arr-mcp doctor` tells. */
export interface DoctorRow {
  readonly what: string;
  /** `problem`: something does not work; `warning`: something is left out */
  readonly state: 'ok' | 'warning' | 'problem';
  readonly found: string;
  readonly next?: string;
}

/** How a directory that arr-mcp works with stands. */
export interface DirectoryFacts {
  readonly name: string;
  readonly path: string;
  readonly setting: string;
  readonly state: 'there' | 'missing' | 'no directory';
  readonly isOwn: boolean;
  readonly isReadable: boolean;
  readonly isWritable: boolean;
  /** whether arr-mcp is there to write in it */
  readonly needsWriting: boolean;
}

export function judgeDirectory(facts: DirectoryFacts): DoctorRow {
  const { name, path, setting, state, isReadable, isWritable, needsWriting, isOwn } = facts;
  const what = `${name} directory`;
  if (state !== 'there') {
    const next = `Make it, mount it, or let ${setting} name another one.`;
    // Where nothing is written, its files are only not shown.
    return {
      what,
      state: needsWriting ? 'problem' : 'warning',
      found: `${path} is ${state === 'missing' ? 'not there' : 'no directory'}`,
      next,
    };
  }
  const owner = isOwn ? "this user's" : "another user's";
  if (!isReadable) {
    const next = 'Give this user the right to read it, or let arr-mcp run as its owner.';
    return { what, state: 'problem', found: `${path} cannot be read (${owner})`, next };
  }
  if (needsWriting && !isWritable) {
    const next = `Files in folders of this user can be changed; nothing new can be made in ${path} itself.`;
    return { what, state: 'warning', found: `${path} cannot be written (${owner})`, next };
  }
  return { what, state: 'ok', found: `${path} (${owner}${needsWriting ? ', writable' : ''})` };
}

export interface DiskFacts {
  readonly use: readonly string[];
  readonly path: string;
  readonly freeBytes: number;
  readonly usedPercent: number;
}

const fullPercent = 95;
const nearlyFullPercent = 90;

export function judgeDisk({ use, path, freeBytes, usedPercent }: DiskFacts): DoctorRow {
  const gib = (freeBytes / 1024 ** 3).toFixed(1);
  const row = { what: `disk of ${use.join(', ')}`, found: `${path}: ${usedPercent} % used, ${gib} GiB free` };
  if (usedPercent < nearlyFullPercent) return { ...row, state: 'ok' };
  const state = usedPercent >= fullPercent ? 'problem' : 'warning';
  return { ...row, state, next: 'Make room: downloads stop, and databases break, when it is full.' };
}

export interface ServiceFacts {
  readonly instance: string;
  readonly url?: string | undefined;
  readonly source?: string | undefined;
  readonly reachable?: boolean | undefined;
  readonly authorised?: boolean | undefined;
  readonly latencyMs?: number | undefined;
  readonly version?: string | undefined;
  readonly error?: string | undefined;
  readonly next?: string | undefined;
  /** settings that it lacks */
  readonly missing: readonly string[];
  readonly problems: readonly { readonly problem: string; readonly next: string }[];
}

export function judgeService(facts: ServiceFacts): DoctorRow {
  const { instance, missing, problems, reachable, authorised, error, next } = facts;
  const [problem] = problems;
  const place =
    facts.url === undefined ? 'found' : `${facts.url}${facts.source === undefined ? '' : ` (${facts.source})`}`;
  if (reachable === false || authorised === false || (error !== undefined && missing.length === 0)) {
    const step = problem?.next ?? next;
    const found = [problem?.problem, error].filter((each) => each !== undefined).join('; ');
    return { what: instance, state: 'problem', found: found || place, ...(step === undefined ? {} : { next: step }) };
  }
  if (missing.length > 0) {
    const set = `Set ${missing.join(' and ')}, or store it: arr-mcp credentials.`;
    return { what: instance, state: 'warning', found: `${place}, not set up`, next: problem?.next ?? set };
  }
  if (problem !== undefined) return { what: instance, state: 'warning', found: problem.problem, next: problem.next };
  const answer = [facts.version, facts.latencyMs === undefined ? undefined : `${facts.latencyMs} ms`];
  return { what: instance, state: 'ok', found: [place, ...answer.filter((each) => each !== undefined)].join(', ') };
}
