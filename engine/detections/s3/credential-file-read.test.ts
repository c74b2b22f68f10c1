import { IDENTITIES, OWNER } from "../../../testing/fixtures/cloudtrail-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3CredentialFileRead } from "./credential-file-read";

const key = (name: string, more = {}) => ({ requestParameters: { key: name }, ...more });
const deployer = {
  ...IDENTITIES.role,
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${OWNER}:role/deployer` } },
};

describeDetection(s3CredentialFileRead, {
  matches: [
    ["AWS credentials", key("backup/home/alice/.aws/credentials"), { severity: "high" }],
    ["AWS credentials at the top", key(".aws/credentials"), {}],
    ["an environment file", key("deploy/.env"), {}],
    ["an environment's own file", key("deploy/.env.production"), {}],
    ["an environment file at the end of an endless key", key(`${"a/".repeat(50_000)}.env`), {}],
    ["a private key", key("ssh/id_rsa"), {}],
    ["a newer private key", key("ssh/id_ed25519"), {}],
    ["a PuTTY key", key("keys/Server.PPK"), {}],
    ["a PEM file", key("keys/bastion.pem"), {}],
    ["a PEM file of a certificate's key", key("tls/cert-key.pem"), {}],
    ["a password store", key("team.kdbx"), {}],
    ["registry credentials", key("home/.docker/config.json"), {}],
    ["cluster credentials", key("home/.kube/config"), {}],
    ["the root user's key", key("rootkey.csv"), {}],
    ["Terraform's state", key("prod/network.tfstate"), { severity: "medium" }],
    ["Terraform's earlier state", key("prod/terraform.tfstate.backup"), { severity: "medium" }],
    ["a deployer, for all but the state", key(".aws/credentials", { userIdentity: deployer }), { severity: "high" }],
  ],
  ignores: [
    ["Terraform's state, by those that deploy", key("prod/network.tfstate", { userIdentity: deployer })],
    ["an environment's template", key("deploy/.env.example")],
    ["a public key", key("ssh/id_rsa.pub")],
    ["certificates", key("tls/global-bundle.pem")],
    ["more certificates", key("tls/fullchain.pem")],
    ["an environment's description", key("docs/env.md")],
    ["a credential file's folder", key(".aws/credentials/")],
    ["a name that only ends alike", key("my.aws/credentials")],
    ["a listing", { eventName: "ListObjects", requestParameters: { key: undefined } }],
    ["an endless name", key(`${"a".repeat(100_000)}.env`)],
    ["a refused read", key(".env", { errorCode: "AccessDenied" })],
    ["a write", key(".env", { eventName: "PutObject" })],
    ["a bucket that is not protected", { requestParameters: { key: ".env", bucketName: "somebody-elses" } }],
  ],
});
