import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { ImageContent } from '../tools/image-content.ts';
import { toErrorResult, toToolResult } from './tool-result.ts';

describe('a tool result', () => {
  it('holds the answer as text and as structured content', () => {
    expect(toToolResult({ items: [1], total: 1 })).toEqual({
      content: [{ type: 'text', text: '{"items":[1],"total":1}' }],
      structuredContent: { items: [1], total: 1 },
    });
  });

  it('gives an image as a block of its own, and only tells of it in the answer', () => {
    const image = new ImageContent('image/png', Buffer.from('PNG'));

    expect(toToolResult({ title: 'x', image })).toEqual({
      content: [
        { type: 'text', text: '{"title":"x","image":{"mime_type":"image/png","size_bytes":3}}' },
        { type: 'image', data: 'UE5H', mimeType: 'image/png' },
      ],
      structuredContent: { title: 'x', image: { mime_type: 'image/png', size_bytes: 3 } },
    });
  });
});

describe('an error result', () => {
  const choices = Array.from({ length: 10 }, (_, id) => ({
    id,
    title: `A title of some length, number ${id}`,
    year: 2020,
  }));

  it('keeps the first of many choices, whole', () => {
    const error = new AppError('invalid_argument', '10 fit', { hint: 'Choose one by its id.', details: { choices } });
    const { content, structuredContent } = toErrorResult(error);
    const { details } = structuredContent['error'] as { details: { choices: unknown[] } };

    expect(JSON.stringify(content[0]).length).toBeLessThan(1400);
    expect(JSON.stringify(structuredContent).length).toBeLessThanOrEqual(1000);
    expect(details.choices.length).toBeGreaterThan(6);
    expect(details.choices).toEqual(choices.slice(0, details.choices.length));
  });

  it("keeps the last lines of a command's output, and stays within its bounds whatever they hold", () => {
    const output = `${'"\\"\n'.repeat(1000)}the end`;
    const { structuredContent } = toErrorResult(new AppError('command_failed', 'it failed', { details: { output } }));
    const { details } = structuredContent['error'] as { details: { output: string } };

    expect(JSON.stringify(structuredContent).length).toBeLessThanOrEqual(1000);
    expect(details.output).toMatch(/the end$/);
    expect(details.output.length).toBeGreaterThan(300);
  });
});
