// A few of the requests that a connection has room for: Plex reads while we count, and other calls find room.
const atOnce = 3;

/** Reads the parts of something long, a few at once. The first that fails ends the generator, and so all. */
export async function readAhead<Part>(parts: Generator<Part>, read: (part: Part) => Promise<void>): Promise<void> {
  const reader = async (): Promise<void> => {
    for (const part of parts) await read(part);
  };
  await Promise.all(Array.from({ length: atOnce }, reader));
}
