import type { ToolDefinition } from '../../../arr-mcp/src/mcp/registry.ts';
import { type CallRequest, type McpSession, UnknownToolError } from '../../../arr-mcp/src/mcp/session.ts';
import { type ToolResult, toToolResult } from '../../../arr-mcp/src/mcp/tool-result.ts';
import { ConfirmationTokens } from '../../../arr-mcp/src/tools/confirmation-tokens.ts';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';
const text = (value: string) => ({ type: 'text', text: value });
const image = { type: 'image', data: png, mimeType: 'image/png' };

type FixtureTool = (request: CallRequest) => { content: readonly object[]; isError?: boolean };

const callerId = 'key:fixture';
const confirmations = new ConfirmationTokens();

const anything = { type: 'object' } as const;
const fixtures: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: () => ({ content: [text('This is a simple text response for testing.')] }),
  test_image_content: () => ({ content: [image] }),
  test_audio_content: () => ({ content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }] }),
  test_embedded_resource: () => ({
    content: [
      { type: 'resource', resource: { uri: 'test://embedded-resource', mimeType: 'text/plain', text: 'Embedded.' } },
    ],
  }),
  test_multiple_content_types: () => ({
    content: [
      text('Multiple content types test:'),
      image,
      { type: 'resource', resource: { uri: 'test://mixed', mimeType: 'application/json', text: '{"test":"data"}' } },
    ],
  }),
  test_error_handling: () => ({ content: [text('This tool intentionally returns an error')], isError: true }),
  test_tool_with_progress: ({ onProgress }) => {
    for (const step of ['first', 'second', 'last']) onProgress?.(step);
    return { content: [text('done')] };
  },
  test_logging_tool: () => ({ content: [text('logged nowhere that a client sees')] }),
  test_input_required_result_elicitation: confirmFirst,
  test_input_required_result_request_state: confirmFirst,
  test_input_required_result_tampered_state: confirmFirst,
  json_schema_2020_12_tool: () => ({ content: [text('never looks at its arguments')] }),
};

// As the product's destructive tools: without a token, or with one that is not good for this, a preview.
function confirmFirst({ name, args }: CallRequest): ReturnType<FixtureTool> {
  const given = { ...(args as { confirmation_token?: string } | undefined) };
  const binding = { caller: callerId, call: name };
  if (confirmations.redeem(given.confirmation_token, binding) === undefined) return { content: [text('state-ok')] };
  return toToolResult({
    status: 'confirmation_required',
    summary: `Runs ${name}.`,
    confirmation_token: confirmations.issue(binding),
  });
}

// Written as the suite wants to find it again, keyword by keyword.
const schema2020 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
} as const;

/** The tools that the conformance suite expects, behind the interface that both protocol eras of the product serve. */
export const fixtureSession: McpSession = {
  callerId,
  instructions: 'Fixtures of the conformance suite.',
  listTools: () => Object.keys(fixtures).map(toDefinition),
  findMissingScope: () => undefined,
  withdrawConfirmation: (token) => confirmations.withdraw(token),
  async callTool(request) {
    const tool = fixtures[request.name];
    if (tool === undefined) throw new UnknownToolError(request.name, Object.keys(fixtures));
    // The product's tools answer text; what else the protocol knows passes through it in the same way.
    return tool(request) as unknown as ToolResult;
  },
};

function toDefinition(name: string): ToolDefinition {
  const inputSchema = name === 'json_schema_2020_12_tool' ? schema2020 : anything;
  return { name, description: name, inputSchema, annotations: { readOnlyHint: true } };
}
