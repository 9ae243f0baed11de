import { QuadletKind, QuadletName, UnitName, maxQuadletBytes } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

/** A unit as every unit tool takes it; a bare name means its service. */
export const unitInput = {
  unit: z
    .string()
    .max(200)
    .transform((name) => (name.includes('.') ? name : `${name}.service`))
    .pipe(UnitName)
    .describe('e.g. radarr.service, or radarr.container for the unit of that Quadlet.'),
};

/** A Quadlet file as every Quadlet tool takes it. */
export const quadletInput = {
  name: QuadletName.describe('File name without extension.'),
  kind: QuadletKind.default('container'),
};

/** The content of a Quadlet file; the helper takes no more either. */
export const quadletContent = z.string().max(maxQuadletBytes);

/** What a unit's command said, bounded; most say nothing when all is well. */
export const UnitOutcome = z.object({
  unit: z.string(),
  active: z.string(),
  sub: z.string(),
  result: z.string().optional(),
  output: z.string().optional(),
});
