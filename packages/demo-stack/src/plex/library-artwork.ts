import type { Resource } from './metadata.ts';

/** As Plex calls the kinds of images: in lists, alone. */
export const artworkElements: Readonly<Record<string, string>> = {
  posters: 'poster',
  arts: 'art',
  clearLogos: 'clearLogo',
};

interface Image {
  readonly ratingKey: string;
  readonly provider?: string;
}

/** The images that each item could have, and which one it shows. */
export class ArtworkShelf {
  readonly #images = new Map<string, Image[]>();
  readonly #selected = new Map<string, string>();

  list(itemId: number, element: string): Resource[] {
    const shelf = `${itemId} ${element}`;
    const images = this.#imagesOf(itemId, element);
    const selected = this.#selected.get(shelf) ?? (element === 'clearLogo' ? undefined : images[0]?.ratingKey);
    return images.map(({ ratingKey, provider }) => {
      const key = ratingKey.startsWith('http')
        ? ratingKey
        : `/library/metadata/${itemId}/file?url=${encodeURIComponent(ratingKey)}`;
      return { key, thumb: key, ratingKey, selected: ratingKey === selected, ...(provider ? { provider } : {}) };
    });
  }

  /** Takes in what was fetched from an address. */
  add(itemId: number, element: string, url: string): void {
    const images = this.#imagesOf(itemId, element);
    const ratingKey = `upload://${element}s/${Buffer.from(url).toString('hex').slice(0, 24)}`;
    this.#images.set(`${itemId} ${element}`, [...images, { ratingKey }]);
    this.#selected.set(`${itemId} ${element}`, ratingKey);
  }

  /** Whether there is such an image. */
  select(itemId: number, element: string, ratingKey: string): boolean {
    if (!this.#imagesOf(itemId, element).some((image) => image.ratingKey === ratingKey)) return false;
    this.#selected.set(`${itemId} ${element}`, ratingKey);
    return true;
  }

  #imagesOf(itemId: number, element: string): Image[] {
    const known = this.#images.get(`${itemId} ${element}`);
    if (known !== undefined) return known;
    const own = { ratingKey: `metadata://${element}s/tv.plex.agents.demo_${itemId}`, provider: 'local' };
    const found = [1, 2].map((number) => ({
      ratingKey: `https://image.example/${element}/${itemId}-${number}.jpg`,
      provider: 'tmdb',
    }));
    return [own, ...found];
  }
}
