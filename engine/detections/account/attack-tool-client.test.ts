import { describeDetection } from "../../../testing/test-detection";
import { accountAttackToolClient } from "./attack-tool-client";

const agent = (userAgent: unknown, more = {}) => ({ userAgent, ...more });

describeDetection(accountAttackToolClient, {
  record: { eventSource: "sts.amazonaws.com", eventName: "GetCallerIdentity", requestParameters: null },
  matches: [
    ["Kali's kernel", agent("aws-cli/2.1 Python/3.8 Linux/5.10.0-kali9-amd64"), { details: { Tool: "kali" } }],
    ["Parrot's kernel", agent("Boto3/1.26 Linux/6.1.0-1parrot1-amd64"), { details: { Tool: "parrot" } }],
    ["Pentoo", agent("[aws-cli/2.1 Linux/6.1-pentoo]"), { details: { Tool: "pentoo" } }],
    ["TruffleHog", agent("TruffleHog"), { details: { Tool: "trufflehog" } }],
    ["a refused call", agent("TruffleHog/3", { errorCode: "AccessDenied" }), {}],
    ["an S3 call", agent("[trufflehog/3]", { eventSource: "s3.amazonaws.com", eventName: "ListBuckets" }), {}],
  ],
  ignores: [
    ["the command line", {}],
    ["a word that holds a tool's name", agent("alkaline/1.0 carparrots/2")],
    ["a name far behind any client's", agent(`${"a ".repeat(60_000)}kali`)],
    ["a record without user agent", agent(undefined)],
    ["a user agent that is no text", agent(["kali"])],
  ],
});
