import { QuadletName } from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';

import { type StagedQuadlet, fileNameOf, orderQuadlets } from './quadlet-order.ts';

function quadlet(file: string, content = ''): StagedQuadlet {
  const [name = '', kind = ''] = file.split('.');
  return { name: QuadletName.parse(name), kind: kind as StagedQuadlet['kind'], content };
}

function order(...staged: StagedQuadlet[]): string[] {
  return orderQuadlets(staged).map(fileNameOf);
}

describe('orderQuadlets', () => {
  it('puts what containers are made of before them', () => {
    expect(order(quadlet('a.container'), quadlet('z.volume'), quadlet('z.network'), quadlet('z.build'))).toEqual([
      'z.build',
      'z.network',
      'z.volume',
      'a.container',
    ]);
  });

  it.each([
    ['a unit it starts after', '[Unit]\nAfter=other.service z.service\n'],
    ['a container whose network it joins', '[Container]\nNetwork=z.container\n'],
  ])('puts a container after %s', (_what, content) => {
    expect(order(quadlet('a.container', content), quadlet('z.container'))).toEqual(['z.container', 'a.container']);
  });

  it('puts a volume after the image it is made from', () => {
    const volume = quadlet('a.volume', '[Volume]\nDriver=image\nImage=z.image\n');
    expect(order(volume, quadlet('z.image'))).toEqual(['z.image', 'a.volume']);
  });

  it('follows what is referred to over several steps', () => {
    const chain = [
      quadlet('a.container', '[Unit]\nAfter=b.service\n'),
      quadlet('b.container', '[Unit]\nAfter=c.service\n'),
      quadlet('c.container'),
    ];
    expect(order(...chain)).toEqual(['c.container', 'b.container', 'a.container']);
  });

  it('keeps every file of a circle', () => {
    const circle = [
      quadlet('a.container', '[Unit]\nAfter=b.service\n'),
      quadlet('b.container', '[Unit]\nAfter=a.service\n'),
    ];
    expect(order(...circle).toSorted()).toEqual(['a.container', 'b.container']);
  });

  it('leaves out no file that does not parse', () => {
    expect(order(quadlet('a.container', 'no section'))).toEqual(['a.container']);
  });
});
