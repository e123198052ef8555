/** What the API says when it cannot do what it was asked; `code` never changes its meaning. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/** Nothing came back: the device is offline, or the service is out of reach. */
export class Unreachable extends Error {}
