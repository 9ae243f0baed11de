import { z } from 'zod';

import { ArrLibraryClient } from '../arr/arr-library-client.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import { Album, AlbumPage, QueuePage } from './album-schemas.ts';
import { Artist, ArtistRecord, ArtistRow, FoundArtist, MetadataProfile, MusicFolder } from './artist-schemas.ts';
import { lidarrCalls } from './lidarr-calls.ts';

/** One page of what Lidarr itself pages; the first page is 1. */
export interface UpstreamPage {
  readonly page: number;
  readonly pageSize: number;
}

/** Lidarr, API v1. */
export class LidarrClient extends ArrLibraryClient {
  async listArtists(): Promise<ArtistRow[]> {
    return this.call(lidarrCalls.listArtists, z.array(ArtistRow));
  }

  async artist(id: number): Promise<Artist> {
    return this.call(lidarrCalls.oneArtist, Artist, { params: { id } });
  }

  /** @param term part of a name, or `lidarr:<MusicBrainz id>` */
  async lookup(term: string): Promise<FoundArtist[]> {
    return this.call(lidarrCalls.lookup, z.array(FoundArtist), { query: { term } });
  }

  /** The whole record that adding an artist starts from; undefined: nothing has that MusicBrainz id. */
  async lookupRecord(foreignArtistId: string): Promise<ArtistRecord | undefined> {
    const query = { term: `lidarr:${foreignArtistId}` };
    const found = await this.call(lidarrCalls.lookup, z.array(ArtistRecord), { query });
    return found.find((record) => record.foreignArtistId === foreignArtistId);
  }

  async addArtist(record: ArtistRecord): Promise<Artist> {
    return this.call(lidarrCalls.addArtist, Artist, { body: record });
  }

  async albums(artistId: number): Promise<Album[]> {
    return this.call(lidarrCalls.albums, z.array(Album), { query: { artistId } });
  }

  async album(id: number): Promise<Album> {
    return this.call(lidarrCalls.oneAlbum, Album, { params: { id } });
  }

  async metadataProfiles(): Promise<MetadataProfile[]> {
    return this.call(lidarrCalls.metadataProfiles, z.array(MetadataProfile));
  }

  override async rootFolders(): Promise<MusicFolder[]> {
    return this.call(lidarrCalls.rootFolders, z.array(MusicFolder));
  }

  /** Albums that come out between two moments, also those that are not monitored. */
  async calendar(start: Date, end: Date): Promise<Album[]> {
    return this.call(lidarrCalls.calendar, z.array(Album), {
      query: { start: start.toISOString(), end: end.toISOString(), unmonitored: true, includeArtist: true },
    });
  }

  /** Downloads that Lidarr waits for, the next to be ready first, also those that it cannot place. */
  async queue({ page, pageSize }: UpstreamPage): Promise<QueuePage> {
    const query = { page, pageSize, includeUnknownArtistItems: true, includeArtist: true, includeAlbum: true };
    return this.call(lidarrCalls.queue, QueuePage, { query });
  }

  /** Monitored albums that are out and lack tracks, the latest first. */
  async missing({ page, pageSize }: UpstreamPage): Promise<AlbumPage> {
    const order = { sortKey: 'albums.releaseDate', sortDirection: 'descending' };
    return this.call(lidarrCalls.missing, AlbumPage, {
      query: { page, pageSize, ...order, monitored: true, includeArtist: true },
    });
  }
}

export function openLidarr(options: OpenOptions): (signal: AbortSignal) => LidarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v1' } as const;
  return (signal) => new LidarrClient(connection, signal, facts);
}
