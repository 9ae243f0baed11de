import { describe, expect, it } from 'vitest';

import { containerDetails } from '../../testing/containers.ts';
import { type Placed, candidateUrls, hostUrls } from './candidate-urls.ts';

const outside = { inContainer: false, hostAddresses: ['127.0.0.1'] };
const inside = { inContainer: true, hostAddresses: ['169.254.1.2', '172.17.0.1'] };
const published = { containerPort: 8989, protocol: 'tcp', hostPort: 18989 };

function urls(facts: Parameters<typeof containerDetails>[0], more: Partial<Placed> = {}): string[] {
  return candidateUrls({ container: containerDetails(facts), defaultPort: 8989, viewpoint: outside, ...more });
}

describe('candidateUrls', () => {
  it('is the published port on this host', () => {
    expect(urls({ ports: [published] })).toEqual(['http://127.0.0.1:18989']);
  });

  it.each([
    ['0.0.0.0', '127.0.0.1'],
    ['::', '127.0.0.1'],
    ['192.168.1.5', '192.168.1.5'],
    ['fd00::5', '[fd00::5]'],
  ])('is at the address %s that it is published at', (hostIp, host) => {
    expect(urls({ ports: [{ ...published, hostIp }] })).toEqual([`http://${host}:18989`]);
  });

  it('goes by what the configuration file says of port, base and TLS', () => {
    const ports = [published, { containerPort: 9898, protocol: 'tcp', hostPort: 19898 }];

    expect(urls({ ports }, { config: { port: 9898, urlBase: '/tv', usesTls: true } })).toEqual([
      'https://127.0.0.1:19898/tv',
    ]);
  });

  it('takes the only published port for the one', () => {
    expect(urls({ ports: [{ containerPort: 80, protocol: 'tcp', hostPort: 81 }] })).toEqual(['http://127.0.0.1:81']);
  });

  it('guesses among no other ports, and has none of a container that publishes none', () => {
    const others = [80, 81].map((containerPort) => ({ containerPort, protocol: 'tcp', hostPort: containerPort }));

    expect(urls({ ports: others })).toEqual([]);
    expect(urls({ ports: [{ containerPort: 8989, protocol: 'tcp' }] })).toEqual([]);
    expect(urls({ ports: [{ ...published, protocol: 'udp' }] })).toEqual([]);
  });

  it('is at its own port in the network of the host', () => {
    expect(urls({ networkMode: 'host' })).toEqual(['http://127.0.0.1:8989']);
  });

  it('reaches out of a container to the host, or to the container itself in a shared network', () => {
    const compose = { project: 'media', service: 'tv', oneOff: false };

    expect(
      urls(
        { ports: [published], compose, networks: [{ name: 'media', ip: '10.89.0.5' }, { name: 'x' }] },
        { viewpoint: inside },
      ),
    ).toEqual([
      'http://169.254.1.2:18989',
      'http://172.17.0.1:18989',
      'http://sonarr:8989',
      'http://tv:8989',
      'http://10.89.0.5:8989',
    ]);
  });
});

it('has a service of the host itself where its file says', () => {
  expect(hostUrls({ port: 1234, urlBase: '/x' }, 8989, outside)).toEqual(['http://127.0.0.1:1234/x']);
  expect(hostUrls({}, 8989, inside)).toEqual(['http://169.254.1.2:8989', 'http://172.17.0.1:8989']);
});
