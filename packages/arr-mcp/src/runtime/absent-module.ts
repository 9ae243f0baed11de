// Stands in for the parts of dockerode that are left out of the bundle (vite.config.ts).
export const Client = undefined;
