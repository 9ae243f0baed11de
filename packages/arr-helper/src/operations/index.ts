import type { HelperContext, OperationHandlers } from '../operation-context.ts';
import { createQuadletHandlers } from './quadlets.ts';
import { createStackHandlers } from './stacks.ts';
import { createUnitHandlers } from './units.ts';

/** Every operation of the protocol; a missing or mistyped one does not compile. */
export function createHandlers(context: HelperContext): OperationHandlers {
  return { ...createStackHandlers(context), ...createUnitHandlers(context), ...createQuadletHandlers(context) };
}
