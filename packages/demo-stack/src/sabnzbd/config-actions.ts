import type { Form } from './form.ts';
import type { Action } from './job-actions.ts';
import type { SabnzbdState } from './sabnzbd-state.ts';

const minuteMs = 60_000;
const unitBytes = new Map([
  ['K', 1024],
  ['M', 1024 ** 2],
  ['G', 1024 ** 3],
]);

/** What the modes do that change SABnzbd itself. */
export const configActions: Readonly<Record<string, Action>> = {
  pause: (_form, state) => pause(state, 0),
  resume: (_form, state) => {
    state.isPaused = false;
    state.pauseEnds = undefined;
    return { status: true };
  },
  'config set_pause': (form, state) => pause(state, Number(form.text('value'))),
  'config speedlimit': (form, state) => {
    state.limitBytesPerSecond = toBytes(form.text('value'), String(state.config.misc['bandwidth_max'] ?? ''));
    return { status: true };
  },
  get_config: (form, state) => ({ config: configOf(state, form.text('section'), form.text('keyword')) }),
  set_config: setConfig,
};

function pause(state: SabnzbdState, minutes: number): object {
  state.isPaused = true;
  state.pauseEnds = minutes > 0 ? new Date(state.now().getTime() + minutes * minuteMs) : undefined;
  return { status: true };
}

// A number up to 100, or one with %, is a share of the line's own speed.
function toBytes(limit: string, line: string): number {
  const [, digits = '0', unit = ''] = /^([\d.]+)([KMG%]?)/i.exec(limit) ?? [];
  const amount = Number(digits);
  if (unit !== '%' && (unit !== '' || amount > 100)) return amount * (unitBytes.get(unit.toUpperCase()) ?? 1);
  return line === '' || amount === 0 ? 0 : (toBytes(line, '') * amount) / 100;
}

function configOf({ config }: SabnzbdState, section: string, keyword: string): object {
  if (section === 'misc') {
    if (keyword === '') return { misc: config.misc };
    return keyword in config.misc ? { misc: { [keyword]: config.misc[keyword] } } : {};
  }
  if (section !== 'servers' && section !== 'categories') return {};
  const entries = config[section].filter(({ name }) => keyword === '' || name === keyword);
  return keyword !== '' && entries.length === 0 ? {} : { [section]: entries };
}

function setConfig(form: Form, state: SabnzbdState): object {
  const [section, keyword] = [form.text('section'), form.text('keyword')];
  const { config } = state;
  if (section === 'misc') {
    const old = config.misc[keyword];
    if (old === undefined) return { status: false, error: 'Config item does not exist' };
    config.misc[keyword] = like(old, form.text('value'));
  } else if (section === 'servers' || section === 'categories') {
    const entry = config[section].find(({ name }) => name === keyword);
    for (const [field, old] of Object.entries(entry ?? {})) {
      if (entry !== undefined && field !== 'name' && form.has(field)) entry[field] = like(old, form.text(field));
    }
  }
  return { config: configOf(state, section, keyword) };
}

type Setting = SabnzbdState['config']['misc'][string];

// A setting keeps its kind, whatever text it is set with.
function like(old: Setting, text: string): Setting {
  if (typeof old === 'boolean') return text === '1';
  if (typeof old === 'number') return Number(text);
  return typeof old === 'string' ? text : text.split(/[\s,]+/).filter(Boolean);
}
