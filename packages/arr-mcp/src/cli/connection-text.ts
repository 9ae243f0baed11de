/** What a person needs to start: the page with its key, and the line that adds the server to Claude Code. */
export function connectionText(address: string, key: string): string {
  const base = address.replace('://0.0.0.0', '://127.0.0.1').replace('://[::]', '://[::1]');
  return `
  The page:      ${base}/?key=${encodeURIComponent(key)}
  Claude Code:   claude mcp add --transport http arr-mcp ${base}/mcp --header "Authorization: Bearer ${key}"

`;
}
