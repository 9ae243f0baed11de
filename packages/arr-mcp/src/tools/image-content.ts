import { z } from 'zod';

/**
 * An image in a tool's answer, as the value of one of its fields. The client is given it beside the answer, as an image
 * is given to a model; in the answer's own JSON stands what is told of it, since models do not read images as text.
 */
export class ImageContent {
  readonly mimeType: string;
  readonly bytes: Uint8Array;

  constructor(mimeType: string, bytes: Uint8Array) {
    this.mimeType = mimeType;
    this.bytes = bytes;
  }

  get base64(): string {
    return Buffer.from(this.bytes).toString('base64');
  }

  toJSON(): object {
    return { mime_type: this.mimeType, size_bytes: this.bytes.byteLength };
  }
}

/** For a tool's output. */
export const imageOutput = z.instanceof(ImageContent);
