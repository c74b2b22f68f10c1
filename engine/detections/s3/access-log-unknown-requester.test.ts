import { OWNER_ID } from "../../../testing/fixtures/access-log-fixture";
import { describeAccessLogDetection } from "../../../testing/test-access-log-detection";
import { s3AccessLogUnknownRequester } from "./access-log-unknown-requester";

const STRANGER = "arn:aws:iam::444455556666:user/mallory";

describeAccessLogDetection(s3AccessLogUnknownRequester, {
  matches: [
    ["a user of another account", { requester: STRANGER }, { severity: "medium", actorAccount: "444455556666" }],
    [
      "a canonical user id that is not the owner's",
      { requester: "b2".repeat(32) },
      {
        severity: "low",
        summary: `the account with canonical user id ${"b2".repeat(32)} was answered REST.GET.OBJECT on bucket sensitive-data from 198.51.100.23`,
      },
    ],
    [
      "CloudFront's own identity, whose name holds spaces",
      { requester: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE" },
      { severity: "low" },
    ],
  ],
  ignores: [
    ["the own account", {}],
    ["a trusted account", { requester: "arn:aws:iam::222233334444:role/partner" }],
    ["the owner by its canonical user id", { requester: OWNER_ID }],
    ["no one", { requester: "-" }],
    ["a load balancer's logs", { requester: "arn:aws:iam::054676820928:root" }],
    [
      "the account that delivers logs",
      { requester: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0" },
    ],
    ["an AWS service", { requester: "svc:delivery.logs.amazonaws.com" }],
    ["a stranger who was refused", { requester: STRANGER, status: "403", errorCode: "AccessDenied" }],
    ["a preflight request", { requester: STRANGER, operation: "REST.OPTIONS.PREFLIGHT" }],
    ["another bucket", { requester: STRANGER, bucket: "elsewhere" }],
  ],
});
