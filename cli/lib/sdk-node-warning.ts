/** Read by the AWS SDK, which on Node 20 warns with seven lines of what its later versions need. */
const HIDES_WARNING = "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED";

/** Later versions of the AWS SDK need this. */
const SDK_NODE = 22;

/** Keeps that warning, and no other, from standing above every answer, unless the environment asks for it. */
export function hideSdkNodeWarning(environment: NodeJS.ProcessEnv): void {
  environment[HIDES_WARNING] ??= "true";
}

/** What doctor says in its place, of a version such as `v20.19.0`. */
export function sdkNodeNote(version: string): string | undefined {
  if (Number.parseInt(version.slice(1), 10) >= SDK_NODE) return undefined;
  return `note: this is Node ${version.slice(1)}, and the AWS SDK's versions from January 2027 on need Node ${SDK_NODE}; fix: install Node ${SDK_NODE} or 24`;
}
