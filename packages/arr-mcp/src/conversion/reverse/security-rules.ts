import type { OutputService } from './compose-output.ts';
import { append } from './pairs.ts';
import { type Place, type Rule, type Rules, flag, several, single } from './rule.ts';

/** The keys of `[Container]` that are words of `security_opt`. */
export const securityRules: Rules<OutputService> = {
  AppArmor: option((value) => `apparmor:${value}`),
  Mask: several('words', (values, place) => values.forEach((value) => add(`mask=${place.text(value)}`, place))),
  NoNewPrivileges: flag((value, place) => value && add('no-new-privileges:true', place)),
  SeccompProfile: option((value) => `seccomp:${value}`),
  SecurityLabelDisable: flag((value, place) => value && add('label:disable', place)),
  SecurityLabelFileType: option((value) => `label:filetype:${value}`),
  SecurityLabelLevel: option((value) => `label:level:${value}`),
  SecurityLabelNested: flag((value, place) => value && add('label:nested', place)),
  SecurityLabelType: option((value) => `label:type:${value}`),
  Unmask: several('words', (values, place) => values.forEach((value) => add(`unmask=${place.text(value)}`, place))),
};

function option(toText: (value: string) => string): Rule<OutputService> {
  return single((value, place) => add(toText(place.text(value)), place));
}

function add(value: string, { draft }: Place<OutputService>): void {
  append(draft, 'security_opt', [value]);
}
