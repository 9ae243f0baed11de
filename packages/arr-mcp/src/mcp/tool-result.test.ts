import { describe, expect, it } from 'vitest';

import { ImageContent } from '../tools/image-content.ts';
import { toToolResult } from './tool-result.ts';

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
