/** The texts of a JSON list, undefined when it is none. */
export function readTextList(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : undefined;
  } catch {
    // Podman as well takes what is no JSON as it stands.
    return undefined;
  }
}
