import type { KnownService, ServiceInstance } from '../../services/service-instance.ts';

/** What of a stored instance does not count now, in words: the environment wins over it. */
export function overruled(known: readonly ServiceInstance[], stored: KnownService | undefined): string[] {
  const found = known.find(({ instance }) => instance === stored?.instance);
  if (found === undefined || stored === undefined) return [];
  const prefix = stored.instance.toUpperCase().replaceAll('-', '_');
  const isSigned = stored.credential !== undefined && found.credentialSource === 'environment';
  const isPlaced = stored.url !== undefined && found.urlSource === 'environment';
  return [
    ...(isPlaced ? [`${prefix}_URL is set in the environment and wins over the stored address.`] : []),
    ...(isSigned ? [`The environment's credential (${prefix}_…) wins over the stored one.`] : []),
    ...(isSigned && !isPlaced && stored.url !== undefined
      ? [`The stored address takes only the stored credential: ${prefix}_URL has to be set as well.`]
      : []),
  ];
}
