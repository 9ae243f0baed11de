import manifest from '../package.json' with { type: 'json' };

export const helperVersion: string = manifest.version;
