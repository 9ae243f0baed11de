import { describe, expect, it } from 'vitest';

// The protocol keeps its tables of keys to itself: only this test needs them.
import { quadletKeys, systemdKeys } from '../../../../helper-protocol/src/quadlet-keys.ts';
import { buildRules } from './build-file.ts';
import { containerRules } from './container-rules.ts';
import { networkFileRules, volumeFileRules } from './object-files.ts';
import { imageFileRules } from './objects.ts';
import { podRules } from './pod-rules.ts';
import { quadletSectionRules } from './systemd-rules.ts';
import { installRules, serviceRules, unitRules } from './unit-rules.ts';

describe('the rules for Quadlets', () => {
  it.each([
    ['[Container]', quadletKeys.container, containerRules],
    ['[Network]', quadletKeys.network, networkFileRules],
    ['[Volume]', quadletKeys.volume, volumeFileRules],
    ['[Pod]', quadletKeys.pod, podRules],
    ['[Image]', quadletKeys.image, imageFileRules],
    ['[Build]', quadletKeys.build, buildRules],
    ['[Unit]', systemdKeys['Unit'] ?? new Set<string>(), unitRules],
    ['[Service]', systemdKeys['Service'] ?? new Set<string>(), serviceRules],
    ['[Install]', systemdKeys['Install'] ?? new Set<string>(), installRules],
    ['[Quadlet]', systemdKeys['Quadlet'] ?? new Set<string>(), quadletSectionRules],
  ])('have one for every key of %s', (_section, keys, rules) => {
    expect(keys.size).toBeGreaterThan(0);
    expect([...keys].filter((key) => !Object.hasOwn(rules, key))).toEqual([]);
  });
});
