import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly text: string;
}

/** An archive as PKWARE's APPNOTE.TXT has it: each entry, then the list of them. */
export function createZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const facts = describe(entry);
    const local = Buffer.concat([signed(0x04_03_4b_50), facts.head, facts.name, facts.packed]);
    list.push(listed(facts, offset));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  return Buffer.concat([...parts, directory, ending(entries.length, directory.length, offset)]);
}

interface Described {
  readonly name: Buffer;
  readonly packed: Buffer;
  /** what the entry and the list say alike: version needed, flags, method, time, date, crc, sizes, lengths */
  readonly head: Buffer;
}

function describe({ name, text }: ZipEntry): Described {
  const data = Buffer.from(text);
  const packed = deflateRawSync(data);
  const bytes = Buffer.from(name);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(data), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt16LE(bytes.length, 22);
  return { name: bytes, packed, head };
}

function listed({ name, head }: Described, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const madeBy = Buffer.from([20, 0]);
  return Buffer.concat([signed(0x02_01_4b_50), madeBy, head, rest, name]);
}

function ending(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([signed(0x06_05_4b_50), end]);
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return bytes;
}
