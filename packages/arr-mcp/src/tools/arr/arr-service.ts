import { serviceFacts } from '../../services/service-catalog.ts';

/** The *arr whose tools are made by the functions of this folder. */
export type ArrService = 'sonarr' | 'radarr';

export function titleOf(service: ArrService): string {
  return serviceFacts(service).title;
}
