/** What AWS said to one question. */
export type Answer<T> =
  | { readonly kind: "found"; readonly value: T }
  /** There is no such thing; `error` is the service's own name for that. */
  | { readonly kind: "missing"; readonly error: string }
  /** No one knows: no permission, no network, no such API. */
  | { readonly kind: "unknown"; readonly why: string; readonly fix?: string };

export function found<T>(value: T): Answer<T> {
  return { kind: "found", value };
}

/** Names of the errors with which the services say that a thing is not there. */
const NOT_THERE: ReadonlySet<string> = new Set([
  "AWS.SimpleQueueService.NonExistentQueue",
  "NoSuchBucket",
  "NoSuchBucketPolicy",
  "NoSuchEntity",
  "NoSuchEntityException",
  "NoSuchPublicAccessBlockConfiguration",
  "NotFoundException",
  "ParameterNotFound",
  "QueueDoesNotExist",
  "ResourceNotFoundException",
  "TrailNotFoundException",
]);

const REFUSED =
  /^(?:AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException|UnauthorizedOperation|KMS\.AccessDeniedException)$/;

/** Without valid credentials no question is worth asking. */
const NO_CREDENTIALS =
  /^(?:CredentialsProviderError|ExpiredToken|ExpiredTokenException|InvalidClientTokenId|TokenProviderError|UnrecognizedClientException)$/;

/** Reads an error of the SDK; `action` is the IAM action that was asked for, as in `sqs:GetQueueAttributes`. */
export function answerOfError(error: unknown, action: string): Answer<never> {
  const { name, message } = error instanceof Error ? error : { name: typeof error, message: "" };
  if (NOT_THERE.has(name)) return { kind: "missing", error: name };
  if (REFUSED.test(name)) {
    return {
      kind: "unknown",
      why: `no permission: ${action}`,
      fix: `allow ${action} to the principal that runs palisade`,
    };
  }
  if (NO_CREDENTIALS.test(name)) {
    return { kind: "unknown", why: `no valid credentials (${name})`, fix: "aws sso login, or set AWS_PROFILE" };
  }
  return { kind: "unknown", why: `${action} failed: ${[name, message].filter(Boolean).join(": ")}` };
}
