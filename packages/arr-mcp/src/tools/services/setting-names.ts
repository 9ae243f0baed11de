import type { ServiceInstance } from '../../services/service-instance.ts';

/** The settings that an instance lacks, by their names. */
export function missingSettings({ instance, missing }: Pick<ServiceInstance, 'instance' | 'missing'>): string[] {
  const prefix = instance.toUpperCase().replaceAll('-', '_');
  return missing.map((field) => `${prefix}_${field.toUpperCase()}`);
}
