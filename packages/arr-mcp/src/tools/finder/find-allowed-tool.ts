import { closest } from 'fastest-levenshtein';

import { AppError } from '../../errors.ts';
import type { Tool } from '../define-tool.ts';
import type { ToolCatalog } from '../tool-catalog.ts';

/** @throws AppError: why a tool is blocked, or `not_found` for one that does not exist */
export function findAllowedTool({ allowed, blocked }: ToolCatalog, name: string): Tool {
  const tool = allowed.get(name);
  if (tool !== undefined) return tool;
  const reason = blocked.get(name);
  if (reason !== undefined) throw reason;
  const names = [...allowed.keys()];
  const given = name.slice(0, 60);
  throw new AppError('not_found', `no allowed tool is named ${JSON.stringify(given)}`, {
    hint:
      names.length === 0
        ? 'This address, key or header leaves no tool.'
        : `The nearest is ${closest(given, names)}; find_tools searches by words.`,
  });
}
