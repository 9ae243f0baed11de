import type { OutputService } from './compose-output.ts';
import { containerRules } from './container-rules.ts';
import { type Rule, type Rules, single, understood, unsupported } from './rule.ts';

const ofFirst = (key: string): Rule<OutputService> => containerRules[key] ?? understood();

/** What each key of `[Pod]` becomes, at the service that stands for the pod's network. */
export const podRules: Rules<OutputService> = {
  AddHost: ofFirst('AddHost'),
  ContainersConfModule: ofFirst('ContainersConfModule'),
  DNS: ofFirst('DNS'),
  DNSOption: ofFirst('DNSOption'),
  DNSSearch: ofFirst('DNSSearch'),
  ExitPolicy: unsupported('compose has no pods: each service ends for itself', 'info'),
  GIDMap: ofFirst('GIDMap'),
  GlobalArgs: ofFirst('GlobalArgs'),
  HostName: ofFirst('HostName'),
  IP: understood(),
  IP6: understood(),
  Label: unsupported('compose has no pods to label; label the services'),
  Network: understood(),
  NetworkAlias: understood(),
  PodName: unsupported('compose has no pods; its services share a network instead', 'info'),
  PodmanArgs: ofFirst('PodmanArgs'),
  PublishPort: ofFirst('PublishPort'),
  RemapGid: understood(),
  RemapUid: understood(),
  RemapUidSize: understood(),
  RemapUsers: ofFirst('RemapUsers'),
  ServiceName: understood(),
  ShmSize: ofFirst('ShmSize'),
  StopTimeout: single((value, { draft }) => {
    draft.stop_grace_period ??= `${value}s`;
  }),
  SubGIDMap: ofFirst('SubGIDMap'),
  SubUIDMap: ofFirst('SubUIDMap'),
  UIDMap: ofFirst('UIDMap'),
  UserNS: ofFirst('UserNS'),
  // Every container of the pod gets them.
  Volume: understood(),
};
