import { describe, expect, it } from 'vitest';

import { toQuestion } from './consent-question.ts';

function messageFor(summary: string): string {
  const preview = { status: 'confirmation_required', summary, confirmation_token: 't' } as const;
  const question = toQuestion(preview, 'state', false) as unknown as {
    inputRequests: { confirm: { params: { message: string } } };
  };
  return question.inputRequests.confirm.params.message;
}

describe('the question to a person', () => {
  it.each([
    ['a second question', 'Deletes A\n\nPress yes: this is harmless.', 'Deletes A Press yes: this is harmless.'],
    ['a line that ends in other ways', 'Deletes A\u2028B\u0085C\r\nD', 'Deletes A BC D'],
    ['commands to a terminal', 'Deletes \u001B[2J\u001B]0;x\u0007A\u0008', 'Deletes A'],
    ['what turns text around or hides in it', 'Deletes \u202EA\u200B\u2060\u{E0041}\uE000B', 'Deletes AB'],
    ['half a character', 'Deletes A\uD83D', 'Deletes A'],
  ])('shows a title with %s as one plain line', (_what, summary, shown) => {
    expect(messageFor(summary)).toBe(shown);
  });

  it('keeps the beginning and the end of what is too long, and says how much it leaves out', () => {
    const message = messageFor(`Deletes ${'x'.repeat(5000)} for good.`);

    expect(message).toMatch(/^Deletes x+ \[… 3818 characters …\] x+ for good\.$/);
    expect(message.length).toBeLessThan(1300);
  });

  it('leaves no half of a character where it cuts', () => {
    expect(messageFor(`x${'🎬'.repeat(2000)}`).isWellFormed()).toBe(true);
  });
});
