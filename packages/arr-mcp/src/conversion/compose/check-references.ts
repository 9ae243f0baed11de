import { closest } from 'fastest-levenshtein';

import type { ComposeModel, ComposeService } from './compose-model.ts';
import type { LoadJournal } from './load-journal.ts';

/** Tells of what a service names and the project does not have. */
export function checkReferences(model: ComposeModel, journal: LoadJournal): void {
  for (const [name, service] of Object.entries(model.services)) {
    if (journal.isFull) return;
    const check = (attribute: string, names: readonly string[], section: NamedSection): void => {
      const missing = names.filter((each) => !Object.hasOwn(model[section], each));
      for (const each of missing) {
        journal.error({ subject: `services.${name}`, attribute }, missingText(each, { section, user: name }, model));
      }
    };
    check('networks', Object.keys(service.networks ?? {}), 'networks');
    check('volumes', volumeNames(service), 'volumes');
    check(
      'secrets',
      [...(service.secrets ?? []), ...(service.build?.secrets ?? [])].map(({ source }) => source),
      'secrets',
    );
    check(
      'configs',
      (service.configs ?? []).map(({ source }) => source),
      'configs',
    );
    for (const [attribute, names] of serviceReferences(service)) check(attribute, names, 'services');
    checkAlternatives(name, service, journal);
  }
}

type NamedSection = 'services' | 'networks' | 'volumes' | 'secrets' | 'configs';

function missingText(
  name: string,
  { section, user }: { readonly section: NamedSection; readonly user: string },
  model: ComposeModel,
): string {
  if (section === 'services' && model.inactive.includes(name)) {
    return `${name} is left out as none of its profiles is active; activate one, or remove what refers to it.`;
  }
  if (section === 'volumes' && name.includes('/')) return `${name} is no volume; write ./${name} for a folder.`;
  const known = Object.keys(model[section]).filter((each) => section !== 'services' || each !== user);
  const nearest = known.length === 0 ? '' : ` Did you mean ${closest(name, known)}?`;
  const way = section === 'services' ? 'add it' : `declare it under ${section}:`;
  return `the project has no ${section.slice(0, -1)} ${name}; ${way}.${nearest}`;
}

function volumeNames({ volumes }: ComposeService): string[] {
  return (volumes ?? []).flatMap(({ type, source }) => (type === 'volume' && source !== undefined ? [source] : []));
}

function serviceReferences(service: ComposeService): [attribute: string, names: string[]][] {
  const dependencies = Object.entries(service.depends_on ?? {});
  const shared = (['network_mode', 'ipc', 'pid'] as const).map((key): [string, string[]] => {
    const value = service[key] ?? '';
    return [key, value.startsWith('service:') ? [value.slice('service:'.length)] : []];
  });
  return [
    ...shared,
    ['depends_on', dependencies.filter(([, { required }]) => required).map(([name]) => name)],
    ['links', (service.links ?? []).map((link) => link.split(':')[0] ?? link)],
    [
      'volumes_from',
      (service.volumes_from ?? [])
        .filter((from) => !from.startsWith('container:'))
        .map((from) => from.split(':')[0] ?? from),
    ],
  ];
}

function checkAlternatives(name: string, service: ComposeService, journal: LoadJournal): void {
  const subject = `services.${name}`;
  if (service.image === undefined && service.build === undefined && service.provider === undefined) {
    journal.error({ subject, attribute: 'image' }, 'a service needs image or build; add one.');
  }
  if (service.network_mode !== undefined && service.networks !== undefined) {
    journal.error(
      { subject, attribute: 'network_mode' },
      'network_mode and networks are alternatives; keep one of them.',
    );
  }
  const seen = new Set<string>();
  const twice = service.volumes?.find(({ target }) => seen.size === seen.add(target).size)?.target;
  if (twice !== undefined) {
    journal.error({ subject, attribute: 'volumes' }, `two mounts have the target ${twice}; keep one of them.`);
  }
}
