export type { StandIn, StandInOptions } from './stand-in.ts';
export { type World, createWorld } from './world/world.ts';
export { type ArrApp, type ArrAppOptions, type ArrName, createArrApp } from './arr/arr-app.ts';
