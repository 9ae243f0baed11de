import packageJson from '../../package.json' with { type: 'json' };

/** How this server names itself to clients. */
export const serverInfo = { name: 'arr-mcp', title: 'arr-mcp media host', version: packageJson.version };
