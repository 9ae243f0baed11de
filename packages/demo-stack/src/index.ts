export type { StandIn, StandInOptions } from './stand-in.ts';
export { type World, createWorld } from './world/world.ts';
