import type { Container, ContainerDetails } from '../runtime/container.ts';

/** A container with what a test is about set, and the rest as a plain running one has it. */
export function container(facts: Partial<Container> = {}): Container {
  return {
    id: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
    name: 'sonarr',
    image: 'lscr.io/linuxserver/sonarr:4.0.14',
    state: 'running',
    ports: [],
    isInfra: false,
    ...facts,
  };
}

export function containerDetails(facts: Partial<ContainerDetails> = {}): ContainerDetails {
  return {
    ...container(),
    command: [],
    entrypoint: [],
    environment: {},
    labels: {},
    mounts: [],
    networks: [],
    restartPolicy: 'no',
    imageId: 'sha256:0',
    logDriver: 'journald',
    healthLog: [],
    oomKilled: false,
    privileged: false,
    networkMode: 'bridge',
    ...facts,
  };
}
