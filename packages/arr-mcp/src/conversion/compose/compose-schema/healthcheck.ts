import { forms } from './forms.ts';
import { section } from './section.ts';
import { Count, Duration, Flag, Text, Texts } from './texts.ts';

const firstWords: ReadonlySet<string | undefined> = new Set(['CMD', 'CMD-SHELL', 'NONE']);

export const healthcheckShape = {
  disable: Flag.exactOptional(),
  test: forms('a command, or a list that starts with CMD, CMD-SHELL or NONE, is expected', {
    text: Text.transform((command) => ['CMD-SHELL', command]),
    list: Texts.refine((words) => words.length === 0 || firstWords.has(words[0]), {
      error: 'the list starts with CMD, CMD-SHELL or NONE',
    }),
  }).exactOptional(),
  interval: Duration.exactOptional(),
  timeout: Duration.exactOptional(),
  start_period: Duration.exactOptional(),
  start_interval: Duration.exactOptional(),
  retries: Count.exactOptional(),
};

export const Healthcheck = section(healthcheckShape);
