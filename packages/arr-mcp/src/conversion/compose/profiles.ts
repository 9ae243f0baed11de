import type { WrittenService } from './compose-schema/service.ts';

/** The names of the services that are active: those without a profile, and those with one that is asked for. */
export function activeServices(
  services: Readonly<Record<string, WrittenService>>,
  requested: readonly string[],
): ReadonlySet<string> {
  const isActive = ({ profiles = [] }: WrittenService): boolean =>
    profiles.length === 0 || requested.includes('*') || profiles.some((profile) => requested.includes(profile));
  return new Set(Object.keys(services).filter((name) => isActive(services[name] ?? {})));
}

/** The profiles in COMPOSE_PROFILES, which are separated by commas. */
export function profilesIn(variable: string | undefined): string[] {
  return (variable ?? '').split(',').flatMap((profile) => (profile.trim() === '' ? [] : [profile.trim()]));
}
