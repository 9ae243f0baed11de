import { z } from 'zod';

import { Build } from './build.ts';
import { Deploy } from './deploy.ts';
import { Healthcheck } from './healthcheck.ts';
import { ExtraHosts, KeysAndValues, Options, TextMap } from './key-values.ts';
import { Blkio, Devices, Gpus, Ulimits } from './limits.ts';
import { Mounts } from './mount.ts';
import { Ports } from './port.ts';
import { Attachments, DependsOn, EnvFiles, FileReferences } from './references.ts';
import { section } from './section.ts';
import {
  Command,
  Count,
  Duration,
  Flag,
  NumberText,
  Size,
  SizeOrUnlimited,
  Text,
  TextOrTexts,
  Texts,
  oneOf,
} from './texts.ts';

const ContainerName = Text.regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/, {
  error: 'a name of letters, digits, _ . and - is expected, without a control character',
});
const Restart = Text.regex(/^(?:no|always|unless-stopped|on-failure(?::\d{1,9})?|)$/, {
  error: 'no, always, unless-stopped, on-failure or on-failure:3 is expected',
});
const PullPolicy = Text.regex(
  /^(?:always|never|build|if_not_present|missing|newer|refresh|daily|weekly|every_(?:\d+[wdhms])+)$/,
  {
    error: 'always, never, missing, build, daily, weekly or every_12h is expected',
  },
);
const Logging = section({ driver: Text.exactOptional(), options: Options.exactOptional() });

export const serviceShape = {
  annotations: TextMap.exactOptional(),
  attach: Flag.exactOptional(),
  blkio_config: Blkio.exactOptional(),
  build: Build.exactOptional(),
  cap_add: Texts.exactOptional(),
  cap_drop: Texts.exactOptional(),
  cgroup: oneOf('host', 'private').exactOptional(),
  cgroup_parent: Text.exactOptional(),
  command: Command.exactOptional(),
  configs: FileReferences.exactOptional(),
  container_name: ContainerName.exactOptional(),
  cpu_count: NumberText.exactOptional(),
  cpu_percent: NumberText.exactOptional(),
  cpu_period: Text.exactOptional(),
  cpu_quota: Text.exactOptional(),
  cpu_rt_period: Text.exactOptional(),
  cpu_rt_runtime: Text.exactOptional(),
  cpu_shares: NumberText.exactOptional(),
  cpus: NumberText.exactOptional(),
  cpuset: Text.exactOptional(),
  credential_spec: z.unknown().exactOptional(),
  depends_on: DependsOn.exactOptional(),
  deploy: Deploy.exactOptional(),
  develop: z.unknown().exactOptional(),
  device_cgroup_rules: Texts.exactOptional(),
  devices: Devices.exactOptional(),
  dns: TextOrTexts.exactOptional(),
  dns_opt: Texts.exactOptional(),
  dns_search: TextOrTexts.exactOptional(),
  domainname: Text.exactOptional(),
  entrypoint: Command.exactOptional(),
  env_file: EnvFiles.exactOptional(),
  environment: KeysAndValues.exactOptional(),
  expose: Texts.exactOptional(),
  extends: z.unknown().exactOptional(),
  external_links: Texts.exactOptional(),
  extra_hosts: ExtraHosts.exactOptional(),
  gpus: Gpus.exactOptional(),
  group_add: Texts.exactOptional(),
  healthcheck: Healthcheck.exactOptional(),
  hostname: Text.exactOptional(),
  image: Text.exactOptional(),
  init: Flag.exactOptional(),
  ipc: Text.exactOptional(),
  isolation: Text.exactOptional(),
  label_file: EnvFiles.exactOptional(),
  labels: TextMap.exactOptional(),
  links: Texts.exactOptional(),
  logging: Logging.exactOptional(),
  mac_address: Text.exactOptional(),
  mem_limit: Size.exactOptional(),
  mem_reservation: Size.exactOptional(),
  mem_swappiness: NumberText.exactOptional(),
  memswap_limit: SizeOrUnlimited.exactOptional(),
  models: z.unknown().exactOptional(),
  network_mode: Text.exactOptional(),
  networks: Attachments.exactOptional(),
  oom_kill_disable: Flag.exactOptional(),
  oom_score_adj: NumberText.exactOptional(),
  pid: Text.exactOptional(),
  pids_limit: NumberText.exactOptional(),
  platform: Text.exactOptional(),
  ports: Ports.exactOptional(),
  post_start: z.unknown().exactOptional(),
  pre_start: z.unknown().exactOptional(),
  pre_stop: z.unknown().exactOptional(),
  privileged: Flag.exactOptional(),
  profiles: Texts.exactOptional(),
  provider: z.unknown().exactOptional(),
  pull_policy: PullPolicy.exactOptional(),
  pull_refresh_after: Text.exactOptional(),
  read_only: Flag.exactOptional(),
  restart: Restart.exactOptional(),
  runtime: Text.exactOptional(),
  scale: Count.exactOptional(),
  secrets: FileReferences.exactOptional(),
  security_opt: Texts.exactOptional(),
  shm_size: Size.exactOptional(),
  stdin_open: Flag.exactOptional(),
  stop_grace_period: Duration.exactOptional(),
  stop_signal: Text.exactOptional(),
  storage_opt: Options.exactOptional(),
  sysctls: TextMap.exactOptional(),
  tmpfs: TextOrTexts.exactOptional(),
  tty: Flag.exactOptional(),
  ulimits: Ulimits.exactOptional(),
  use_api_socket: Flag.exactOptional(),
  user: Text.exactOptional(),
  userns_mode: Text.exactOptional(),
  uts: Text.exactOptional(),
  volumes: Mounts.exactOptional(),
  volumes_from: Texts.exactOptional(),
  working_dir: Text.exactOptional(),
};

/** A service as it is written, in long form; paths and variables are not resolved yet. */
export const Service = section(serviceShape);
export type WrittenService = z.output<typeof Service>;
