import { type DestinationStream, type Logger, destination, pino } from 'pino';

export type { Logger };

// Names under which a secret could reach the log by way of a header, a query or a settings object.
const secretFields = ['authorization', 'cookie', 'key', 'apiKey', 'token', 'password', 'secret', 'confirmation_token'];

/** JSON lines on standard error, so that standard output stays free for stdio clients and for what we print. */
export function createLogger(level: string, stream: DestinationStream = destination({ dest: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretFields.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    stream,
  );
}
