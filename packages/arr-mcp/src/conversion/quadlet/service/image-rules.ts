import type { ServiceTarget } from '../project.ts';
import { nothing, unsupported } from '../rule.ts';
import { qualifyImage } from '../image-name.ts';
import type { ServiceRules } from './service-rule.ts';

const pullPolicies: Readonly<Record<string, string>> = {
  always: 'always',
  never: 'never',
  missing: 'missing',
  if_not_present: 'missing',
  newer: 'newer',
};

/** Which image a container is made of. */
export const imageRules = {
  image: (image, target) => {
    if (target.service.build !== undefined || hasRootfs(target)) return;
    const builder = builderOf(image, target);
    if (builder === undefined) return target.unit.add('Image', qualifyImage(image));
    target.unit.add('Image', `${target.project.names.of(builder)}.build`);
    target.report.info('image', 'approximated', `${image} is built by ${builder}: its build unit is named instead`);
  },
  build: (_build, { key, unit, project }) => unit.add('Image', `${project.names.of(key)}.build`),
  container_name: nothing,
  platform: (platform, { unit, report }) => {
    if (/^[\w.-]+(?:\/[\w.-]+){0,2}$/.test(platform)) unit.addArgument('--platform', platform);
    else report.error('platform', 'invalid', `${JSON.stringify(platform)} is no platform such as linux/arm64`);
  },
  pull_policy: (policy, { service, unit, report }) => {
    const pull = pullPolicies[policy];
    if (pull !== undefined) return unit.add('Pull', pull);
    if (policy === 'build') {
      if (service.build === undefined) report.error('pull_policy', 'invalid', 'build, and there is no build: add one');
    } else if (/^(?:daily|weekly|every_\w+|refresh)$/.test(policy)) {
      unit.add('Pull', 'newer');
      report.info('pull_policy', 'approximated', 'a newer image is looked for at every start, whatever the interval');
    } else {
      report.error('pull_policy', 'invalid', `${JSON.stringify(policy)} is no pull policy: always, missing or never`);
    }
  },
  pull_refresh_after: unsupported(
    'info',
    'pull_refresh_after',
    'Podman knows no interval; pull_policy: daily looks for a newer image at every start',
  ),
} satisfies Partial<ServiceRules>;

/** Whether the root is a folder rather than an image. */
export function hasRootfs({ service }: Pick<ServiceTarget, 'service'>): boolean {
  return service.extensions?.['x-podman.rootfs'] !== undefined;
}

/** The service that builds the image that another one names. */
function builderOf(image: string, { project, key }: ServiceTarget): string | undefined {
  const builders = Object.entries(project.model.services).filter(
    ([other, service]) => other !== key && service.build !== undefined && service.image === image,
  );
  return builders.map(([other]) => other).toSorted()[0];
}
