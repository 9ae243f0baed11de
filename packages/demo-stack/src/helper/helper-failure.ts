const statuses = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  refused: 403,
  invalid_content: 422,
  conflict: 409,
} as const;

/** Why the helper did not do what was asked, in its own codes. */
export class HelperFailure extends Error {
  readonly code: keyof typeof statuses;
  readonly problems: readonly string[] | undefined;

  constructor(code: keyof typeof statuses, message: string, problems?: readonly string[]) {
    super(message);
    this.code = code;
    this.problems = problems;
  }

  toResponse(): Response {
    const { code, message: error, problems } = this;
    const body = { ok: false, code, error, exit_code: 1, ...(problems === undefined ? {} : { problems }) };
    return Response.json(body, { status: statuses[code] });
  }
}
