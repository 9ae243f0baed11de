import type { StandIn } from '../stand-in.ts';
import type { ApiDescription } from './open-api.ts';

/** The same stand-in, with all that it is asked and answers held against the API description. */
export function checkedStandIn(
  standIn: StandIn,
  description: ApiDescription,
  onProblem: (problem: string) => void,
): StandIn {
  return {
    async fetch(request) {
      const { method, url } = request;
      const asked = toJson(await request.clone().text());
      const response = await standIn.fetch(request);
      const body = toJson(await response.clone().text());
      const problems = [
        ...description.checkRequest(method, url, asked),
        ...description.checkAnswer(method, new URL(url).pathname, { status: response.status, body }),
      ];
      for (const problem of problems) onProblem(problem);
      return response;
    },
  };
}

function toJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
