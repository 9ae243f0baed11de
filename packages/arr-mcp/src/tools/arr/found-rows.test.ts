import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { releaseFields } from '../../services/arr/arr-schemas.ts';
import { importRowFields, toImportRow } from './import-row.ts';
import { releaseRowFields, toReleaseRow } from './release-row.ts';

const Release = z.object(releaseFields);

describe('toReleaseRow', () => {
  const release = {
    guid: 'https://indexer.demo.test/details/1?passkey=secret',
    indexerId: 3,
    indexer: 'Demo',
    title: 'Harbour.Days.2025.1080p',
    size: 6_000_000_000,
    ageHours: 17.6,
    protocol: 'torrent',
    seeders: 15,
    quality: { quality: { name: 'WEBDL-1080p' } },
    customFormatScore: 350,
    rejections: [],
    downloadUrl: 'http://prowlarr:9696/1/download?apikey=secret',
  };

  it('has what grabbing takes and what choosing takes, and no address, which may have a key in it', () => {
    const row = toReleaseRow(Release.parse(release), '0a1b2c3d4e5f');

    expect(z.strictObject(releaseRowFields).parse(JSON.parse(JSON.stringify(row)))).toEqual({
      release: '0a1b2c3d4e5f',
      title: 'Harbour.Days.2025.1080p',
      quality: 'WEBDL-1080p',
      size_bytes: 6_000_000_000,
      age_hours: 18,
      protocol: 'torrent',
      seeders: 15,
      indexer: 'Demo',
      score: 350,
    });
  });

  it('keeps three of the reasons why the service would not take it, each a short line', () => {
    const rejections = ['a\nb', 'x'.repeat(500), 'third', 'fourth'];

    const { rejected } = toReleaseRow(Release.parse({ ...release, rejections }), 'x');

    expect(rejected).toEqual(['ab', 'x'.repeat(150), 'third']);
  });
});

describe('toImportRow', () => {
  it('tells what the service takes a file for, and why it does not import it', () => {
    const row = toImportRow({
      path: '/data/downloads/a.mkv',
      size: 5,
      quality: { quality: { name: 'HDTV-720p' } },
      languages: [{ name: 'English' }, {}],
      releaseGroup: 'DEMO',
      downloadId: 'abc',
      rejections: [{ reason: 'Sample' }, {}],
    });

    expect(z.strictObject(importRowFields).parse(row)).toEqual({
      path: '/data/downloads/a.mkv',
      size_bytes: 5,
      quality: 'HDTV-720p',
      languages: ['English'],
      release_group: 'DEMO',
      download_id: 'abc',
      rejected: ['Sample'],
    });
  });

  it('leaves out what the service does not say', () => {
    expect(JSON.parse(JSON.stringify(toImportRow({ path: '/a', releaseGroup: '' })))).toEqual({ path: '/a' });
  });
});
