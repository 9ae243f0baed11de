import type { OperationName } from '@arr-mcp/helper-protocol';

type Answer = (args: Record<string, unknown>) => object;
type Answers = Partial<Record<OperationName, object | Answer>>;

/** A helper that answers only what the test announced, and remembers what it was asked. */
export function fakeHelper(answers: Answers) {
  const asked: [OperationName, Record<string, unknown>][] = [];
  return {
    asked,
    async call(name: OperationName, args: Record<string, unknown>): Promise<object> {
      asked.push([name, args]);
      const answer = answers[name];
      if (answer === undefined) throw new Error(`the test announced no ${name}`);
      return { ok: true, output: '', exit_code: 0, ...(isAnswer(answer) ? answer(args) : answer) };
    },
  };
}

function isAnswer(answer: object | Answer): answer is Answer {
  return typeof answer === 'function';
}
