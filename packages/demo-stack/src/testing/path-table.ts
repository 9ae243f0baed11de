import type { Operation, PathItem } from './open-api-document.ts';

interface DescribedPath {
  readonly template: string;
  readonly pattern: RegExp;
  readonly parameters: number;
  readonly item: PathItem;
}

/** Finds what is described of a path. */
export class PathTable {
  readonly #paths: readonly DescribedPath[];

  constructor(paths: Readonly<Record<string, PathItem>>) {
    this.#paths = Object.entries(paths)
      .map(([template, item]) => ({ template, item, pattern: patternOf(template), parameters: count(template) }))
      // `/series/lookup` goes before `/series/{id}`.
      .toSorted((one, other) => one.parameters - other.parameters);
  }

  operation(method: string, path: string): Operation | undefined {
    const fitting = this.#paths.filter(({ pattern }) => pattern.test(path));
    return fitting.map((each) => operationOf(each.item, method)).find((found) => found !== undefined);
  }

  byTemplate(method: string, template: string): Operation | undefined {
    const found = this.#paths.find((each) => shapeOf(each.template) === shapeOf(template));
    return found === undefined ? undefined : operationOf(found.item, method);
  }
}

function operationOf(item: PathItem, method: string): Operation | undefined {
  const operation = item[method.toLowerCase()];
  if (operation === undefined || item.parameters === undefined) return operation;
  return { ...operation, parameters: [...item.parameters, ...(operation.parameters ?? [])] };
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

function count(template: string): number {
  return template.split('{').length - 1;
}

function shapeOf(template: string): string {
  return template.replaceAll(/\{[^}]+\}/g, '{}');
}
