import { deflateSync, crc32 } from 'node:zlib';

/** A picture of one colour with a darker band below, as a PNG: what an invented item looks like. */
export function drawImage(width: number, height: number, seed: number): Uint8Array<ArrayBuffer> {
  const colour = [seed * 83, seed * 151, seed * 199].map((value) => 60 + (value % 160));
  const dark = colour.map((value) => Math.floor(value / 2));
  const line = (pixel: readonly number[]): number[] => [0, ...Array.from({ length: width }, () => pixel).flat()];
  const [plain, band] = [Buffer.from(line(colour)), Buffer.from(line(dark))];
  const lines = Array.from({ length: height }, (_, row) => (row > height * 0.75 ? band : plain));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Uint8Array(Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]));
}

function chunk(name: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}
