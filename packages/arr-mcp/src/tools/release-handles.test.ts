import { describe, expect, it } from 'vitest';

import { type ListedRelease, ReleaseHandles } from './release-handles.ts';

const release: ListedRelease = {
  instance: 'sonarr',
  indexerId: 2,
  guid: 'https://tracker.test/download/1?passkey=4f6e',
  title: 'Harbour.Days.S01',
};
const minuteMs = 60_000;

describe('ReleaseHandles', () => {
  it('gives a release a short name that tells nothing of it, and knows it by that', () => {
    const handles = new ReleaseHandles();

    const handle = handles.keep(release);

    expect(handle).toMatch(/^[0-9a-f]{12}$/);
    expect(handles.find('sonarr', handle)).toEqual(release);
  });

  it('names a release that is found again as before, and differently in another server', () => {
    const handles = new ReleaseHandles();

    expect(handles.keep(release)).toBe(handles.keep({ ...release }));
    expect(handles.keep(release)).not.toBe(new ReleaseHandles().keep(release));
  });

  it.each<Partial<ListedRelease>>([{ instance: 'sonarr-4k' }, { indexerId: 3 }, { guid: 'other' }])(
    'gives another name where %j is another',
    (other) => {
      const handles = new ReleaseHandles();

      expect(handles.keep({ ...release, ...other })).not.toBe(handles.keep(release));
    },
  );

  it('knows nothing under a name that it has not given, nor for an instance that has not found it', () => {
    const handles = new ReleaseHandles();
    const handle = handles.keep(release);

    expect(handles.find('sonarr', '000000000000')).toBeUndefined();
    expect(handles.find('sonarr-4k', handle)).toBeUndefined();
  });

  it('forgets after half an hour, counted from when it was last found', () => {
    let now = 0;
    const handles = new ReleaseHandles(() => now);
    const handle = handles.keep(release);

    now = 20 * minuteMs;
    handles.keep(release);
    now = 50 * minuteMs - 1;
    expect(handles.find('sonarr', handle)).toEqual(release);
    now = 50 * minuteMs;
    expect(handles.find('sonarr', handle)).toBeUndefined();
  });

  it('keeps a bounded number, the latest', () => {
    const handles = new ReleaseHandles();
    const first = handles.keep(release);
    const second = handles.keep({ ...release, guid: 'second' });
    handles.keep(release);

    for (let each = 0; each < 4999; each += 1) handles.keep({ ...release, guid: `later ${each}` });

    expect(handles.find('sonarr', first)).toEqual(release);
    expect(handles.find('sonarr', second)).toBeUndefined();
  });
});
