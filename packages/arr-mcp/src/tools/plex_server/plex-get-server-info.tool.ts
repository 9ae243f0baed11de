import { z } from 'zod';

import type { ServerInfo } from '../../services/plex/plex-server-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const Server = z.object({
  instance: z.string().optional(),
  name: z.string().optional(),
  version: z.string().optional(),
  platform: z.string().optional(),
  platform_version: z.string().optional(),
  machine_id: z.string().optional(),
  signed_in: z.boolean(),
  plex_pass: z.boolean().optional(),
  updated_at: z.string().optional(),
  transcoding: z.number().optional(),
  can_delete_media: z.boolean().optional(),
  capabilities: z.array(z.string()),
});

const mostCapabilities = 60;

export default defineTool({
  name: 'plex_get_server_info',
  title: 'About a Plex server',
  description: 'Version, platform, name and abilities of the server.',
  toolset: 'plex_server',
  annotations: READ,
  input: z.object(instanceInput),
  output: z.object({ items: z.array(Server), ...instanceOutput }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => [
      toServer(await client.server.info()),
    ]);
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

function toServer(info: ServerInfo): z.input<typeof Server> {
  return {
    name: shortLine(info.friendlyName, 100),
    version: shortLine(info.version, 60),
    platform: shortLine(info.platform, 40),
    platform_version: shortLine(info.platformVersion, 80),
    machine_id: shortLine(info.machineIdentifier, 80),
    signed_in: info.myPlexSigninState === 'ok',
    plex_pass: info.myPlexSubscription,
    updated_at: info.updatedAt,
    transcoding: info.transcoderActiveVideoSessions,
    can_delete_media: info.allowMediaDeletion,
    capabilities: capabilitiesOf(info),
  };
}

function capabilitiesOf(info: ServerInfo): string[] {
  const switches = {
    video_transcoding: info.transcoderVideo,
    audio_transcoding: info.transcoderAudio,
    tuners: info.allowTuners,
    sync: info.allowSync,
    hub_search: info.hubSearch,
    remote_control: info.companionProxy,
    events: info.eventStream,
  };
  const own = Object.entries(switches).flatMap(([name, isOn]) => (isOn === true ? [name] : []));
  const listed = (info.ownerFeatures ?? '').split(',').flatMap((name) => shortLine(name, 40) ?? []);
  return [...own, ...listed].slice(0, mostCapabilities);
}
