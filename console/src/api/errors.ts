/** What kind of failure a call met; each asks something else of the person before the screen. */
export type ErrorKind =
  /** The key is not legal (any more): sign in again. */
  | 'signedOut'
  /** The key may not do this. */
  | 'forbidden'
  /** There is no such thing, or the caller may not see it. */
  | 'missing'
  /** The request cannot be carried out as it is. */
  | 'refused'
  /** More calls than are allowed: wait. */
  | 'busy'
  /** No answer at all: the network, or nobody listens. */
  | 'unreachable'
  /** The service failed. */
  | 'failed';

const signedOutCode = 21119;

/** A call that has not succeeded. `code` is that of the API, 0 where what answered has none. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: number,
    message: string,
    /** Of the answer's header `requestid`, by which the logs are searched; empty without one. */
    readonly requestId = '',
  ) {
    super(message);
  }

  /** Whether the same call may be made again and end differently, without anybody having changed anything. */
  get passing(): boolean {
    return this.kind === 'busy' || this.kind === 'unreachable' || this.kind === 'failed';
  }

  /** Whether it is unknown if the call has done what was asked. */
  get undecided(): boolean {
    return this.kind === 'unreachable' || this.kind === 'failed';
  }
}

/** Codes that are answered with status 200 where the service was deployed with `ErrorStatus=compatible`. */
const forbiddenCodes: ReadonlySet<number> = new Set([96012, 96013, 96014, 96015, 96016, 96027]);
const missingCodes: ReadonlySet<number> = new Set([
  96018, 96026, 96101, 96104, 96119, 96125, 96126, 96145, 96150, 96190,
]);

function kindOf(status: number, code: number): ErrorKind {
  if (code === signedOutCode || status === 401) {
    return 'signedOut';
  }
  if (status === 429) {
    return 'busy';
  }
  if (status >= 500) {
    return 'failed';
  }
  if (forbiddenCodes.has(code) || status === 403) {
    return 'forbidden';
  }
  if (missingCodes.has(code) || status === 404) {
    return 'missing';
  }
  return 'refused';
}

interface Refusal {
  readonly code?: unknown;
  readonly message?: unknown;
}

/** The error of an answer that is no success. What the gateway refuses by itself has a message and no code. */
export function errorOf(status: number, body: unknown, requestId = ''): ApiError {
  const refusal: Refusal = typeof body === 'object' && body !== null ? body : {};
  const code = typeof refusal.code === 'number' ? refusal.code : 0;
  const said = typeof refusal.message === 'string' ? refusal.message : '';
  const message = said === '' ? `The service answered with status ${status}.` : said;
  return new ApiError(kindOf(status, code), code, message, requestId);
}

/** The error where no answer came. */
export function unreachable(): ApiError {
  return new ApiError('unreachable', 0, 'The service cannot be reached. Check the connection and try again.');
}

/** What was thrown, as an error of the API. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) {
    return thrown;
  }
  const words = thrown instanceof Error ? thrown.message : 'Something unexpected happened.';
  return new ApiError('failed', 0, words);
}

/** Whether a call was given up because nobody waits for it any more. */
export function isAborted(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
