import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3StaticSiteScriptOverwritten } from "./static-site-script-overwritten";

const key = (name: string, more = {}) => ({ requestParameters: { key: name }, ...more });
const deployer = {
  ...IDENTITIES.role,
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${OWNER}:role/deployer` } },
};

describeDetection(s3StaticSiteScriptOverwritten, {
  record: { eventName: "PutObject", readOnly: false },
  matches: [
    ["a script", key("static/js/main.4f2a.js"), { severity: "medium" }],
    ["a script of one of several sites", key("shop/static/js/app.js"), {}],
    ["a release tool's user agent, which anyone can send", key("static/js/a.js", { userAgent: "Terraform/1.9" }), {}],
    ["a copy", key("static/js/a.js", { eventName: "CopyObject" }), {}],
  ],
  ignores: [
    ["those that deploy", key("static/js/a.js", { userIdentity: deployer })],
    ["an AWS service", key("static/js/a.js", { userIdentity: IDENTITIES.service })],
    ["a script elsewhere", key("src/a.js")],
    ["a folder of nearly that name", key("nonstatic/js/a.js")],
    ["something beside scripts", key("static/js/a.js.map")],
    ["a read", key("static/js/a.js", { eventName: "GetObject" })],
    ["a record without key", { requestParameters: { key: undefined } }],
  ],
});
