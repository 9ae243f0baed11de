import { crc32, deflateRawSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { ZipError, listZip, readZipEntry } from './read-zip.ts';

interface Facts {
  readonly name: string;
  readonly data: Buffer;
  readonly method?: number;
  /** what the entry says of its length */
  readonly says?: number;
}

function zipOf({ name, data, method = 8, says = data.length }: Facts): Buffer {
  const packed = method === 8 ? deflateRawSync(data) : data;
  const head = Buffer.alloc(26);
  head.writeUInt16LE(method, 4);
  head.writeUInt32LE(crc32(data), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(says, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), head, Buffer.from(name), packed]);
  const list = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    Buffer.alloc(2),
    head,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, list, end]);
}

async function readFirst(bytes: Buffer): Promise<string> {
  const [entry] = listZip(bytes);
  if (entry === undefined) throw new Error('there is no file in it');
  return (await readZipEntry(bytes, entry)).toString();
}

describe('an archive', () => {
  it.each([8, 0])('is read where its files are packed by method %i', async (method) => {
    expect(await readFirst(zipOf({ name: 'a.log', data: Buffer.from('lines'), method }))).toBe('lines');
  });

  it('is refused where a file unpacks to far more than it says', async () => {
    const bytes = zipOf({ name: 'bomb.log', data: Buffer.alloc(70 * 1024 * 1024), says: 10 });

    await expect(readFirst(bytes)).rejects.toThrow(ZipError);
  });

  it('is refused where a file says that it is longer than anybody should be given', async () => {
    const bytes = zipOf({ name: 'a.log', data: Buffer.from('a'), says: 2 ** 31 });

    await expect(readFirst(bytes)).rejects.toThrow(ZipError);
  });

  it.each([99, 12])('is refused where a file is packed by method %i', async (method) => {
    await expect(readFirst(zipOf({ name: 'a.log', data: Buffer.from('a'), method }))).rejects.toThrow(ZipError);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no archive', Buffer.from('<html>')],
    ['its end alone', zipOf({ name: 'a', data: Buffer.from('a') }).subarray(-22)],
  ])('is refused where it is %s', (_what, bytes) => {
    expect(() => listZip(bytes)).toThrow(ZipError);
  });

  it('is refused, and nothing worse, wherever it is cut or changed', async () => {
    const whole = zipOf({ name: 'a.log', data: Buffer.from('lines of a log') });
    const attempts = Array.from({ length: whole.length }, (_, at) => {
      const changed = Buffer.from(whole);
      changed[at] = 0xff;
      return [whole.subarray(0, at), changed];
    }).flat();
    const errors = await Promise.all(attempts.map(async (bytes) => readFirst(bytes).catch((error: unknown) => error)));
    const bugs = errors.filter((error) => error instanceof RangeError || error instanceof TypeError);

    expect(bugs).toEqual([]);
  });
});
