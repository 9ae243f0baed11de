/** The Web API of 4.4, 5.1 and 5.2: the three that differ in what clients must know. */
export type WebApiVersion = '2.8.3' | '2.11.4' | '2.14.1';

export interface VersionFacts {
  readonly app: string;
  /** start and stop, where it was resume and pause */
  readonly hasStart: boolean;
  /** API keys, answers of 204 and 401, its own name of the cookie, results of adding in numbers */
  readonly isRecent: boolean;
}

export const versionFacts: Readonly<Record<WebApiVersion, VersionFacts>> = {
  '2.8.3': { app: 'v4.4.2', hasStart: false, isRecent: false },
  '2.11.4': { app: 'v5.1.0', hasStart: true, isRecent: false },
  '2.14.1': { app: 'v5.2.0', hasStart: true, isRecent: true },
};
