import { isAddress } from '../../conversion/compose/paths.ts';
import type { ComposeBuild } from '../../conversion/compose/service-parts.ts';
import { checkFileReferences } from './file-rules.ts';
import { type HostAccess, type ServicePlace, because, looserConfinement, moreRights } from './host-access.ts';
import { checkPath, checkWritablePath } from './host-paths.ts';

const keysOfHost = "it hands the keys of the host's account to the build";

/** What the build of an image reaches on the host. */
export function checkBuild(build: ComposeBuild, place: ServicePlace): HostAccess[] {
  return [...checkSources(build, place), ...checkCaches(build, place), ...checkRights(build)].concat(
    checkFileReferences('secrets')(build.secrets ?? [], place),
  );
}

function checkSources({ context, dockerfile, additional_contexts: more = {} }: ComposeBuild, place: ServicePlace) {
  const paths = [context, ...(dockerfile === undefined ? [] : [dockerfile]), ...Object.values(more)];
  return paths.flatMap((path) => because(path, checkSource(path, { context, place })));
}

function checkSource(
  path: string,
  { context, place }: { readonly context: string; readonly place: ServicePlace },
): string | undefined {
  if (path.startsWith('-')) return 'it would be taken as an option';
  if (/^(?:docker-image|service|https?|git):/.test(path)) return undefined;
  if (isAddress(path)) return /^(?:ssh:\/\/|git@|github\.com\/)/.test(path) ? undefined : checkPath(path, place);
  // A Dockerfile of a context that lies elsewhere is a path in there.
  if (path !== context && isAddress(context) && !path.startsWith('/')) return undefined;
  return checkPath(path, place);
}

/** Caches may be folders: `type=local,dest=/path`. */
function checkCaches({ cache_from: from = [], cache_to: to = [] }: ComposeBuild, place: ServicePlace): HostAccess[] {
  return [...from, ...to].flatMap((cache) => {
    const [, path] = /(?:^|,)(?:src|dest)=([^,]*)/.exec(cache) ?? [];
    return path === undefined ? [] : because(cache, checkWritablePath(path, place));
  });
}

function checkRights(build: ComposeBuild): HostAccess[] {
  const { network, privileged, isolation, entitlements = [], ssh = [] } = build;
  return [
    ...because('privileged', privileged === true ? moreRights : undefined),
    ...because(
      `network ${network}`,
      /^(?:host|ns)(?::|$)/.test(network ?? '') ? 'it joins the network of the host' : undefined,
    ),
    ...because(
      `isolation ${isolation}`,
      /^(?:|default|oci|rootless)$/.test(isolation ?? '') ? undefined : looserConfinement,
    ),
    ...entitlements.map((value) => ({ value: `entitlement ${value}`, reason: moreRights })),
    ...ssh.map((value) => ({ value: `ssh ${value}`, reason: keysOfHost })),
  ];
}
