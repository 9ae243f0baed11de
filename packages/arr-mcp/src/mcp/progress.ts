import type { CallRequest } from './session.ts';

interface ProgressNotification {
  method: 'notifications/progress';
  params: { progressToken: string | number; progress: number; message: string };
}

/** Tells a caller who gave a token each line of progress; nothing for one who gave none. */
export function progressTo(
  token: string | number | undefined,
  notify: (notification: ProgressNotification) => Promise<void>,
): Pick<CallRequest, 'onProgress'> {
  if (token === undefined) return {};
  let progress = 0;
  return {
    onProgress(message) {
      progress += 1;
      const params = { progressToken: token, progress, message };
      // A client that has gone away loses its progress and nothing else.
      notify({ method: 'notifications/progress', params }).catch(() => undefined);
    },
  };
}
