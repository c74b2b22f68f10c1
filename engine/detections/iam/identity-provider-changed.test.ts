import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamIdentityProviderChanged } from "./identity-provider-changed";

const saml = "arn:aws:iam::111122223333:saml-provider/idp";
const oidc = "arn:aws:iam::111122223333:oidc-provider/idp.example.com";

const IDENTITY_CENTER = {
  type: "AssumedRole",
  arn: "arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForSSO/AWS-SSO",
  accountId: "111122223333",
  invokedBy: "sso.amazonaws.com",
  sessionContext: {
    sessionIssuer: { arn: "arn:aws:iam::111122223333:role/aws-service-role/sso.amazonaws.com/AWSServiceRoleForSSO" },
  },
};

describeDetection(iamIdentityProviderChanged, {
  matches: [
    [
      "a new SAML provider",
      managementCall("iam", "CreateSAMLProvider", { name: "idp" }, { responseElements: { sAMLProviderArn: saml } }),
      {
        severity: "high",
        summary: `arn:aws:iam::111122223333:user/alice called CreateSAMLProvider for the identity provider ${saml}, from 198.51.100.23`,
      },
    ],
    [
      "a changed SAML provider",
      managementCall("iam", "UpdateSAMLProvider", { sAMLProviderArn: saml }),
      { severity: "high" },
    ],
    [
      "a new OpenID Connect provider",
      managementCall("iam", "CreateOpenIDConnectProvider", { url: "https://idp.example.com" }),
      { severity: "high", details: { Provider: "https://idp.example.com" } },
    ],
    [
      "another client of an OpenID Connect provider",
      managementCall("iam", "AddClientIDToOpenIDConnectProvider", { openIDConnectProviderArn: oidc }),
      { severity: "medium", details: { Provider: oidc } },
    ],
    [
      "another certificate of an OpenID Connect provider",
      managementCall("iam", "UpdateOpenIDConnectProviderThumbprint", { openIDConnectProviderArn: oidc }),
      { severity: "medium" },
    ],
    [
      "a provider that Identity Center makes for itself, which is milder",
      managementCall(
        "iam",
        "CreateSAMLProvider",
        { name: "AWSSSO_x_DO_NOT_DELETE" },
        { userIdentity: IDENTITY_CENTER },
      ),
      { severity: "low" },
    ],
    ["a new trust anchor", managementCall("rolesanywhere", "CreateTrustAnchor", { name: "ca" }), { severity: "high" }],
    [
      "a changed trust anchor",
      managementCall("rolesanywhere", "UpdateTrustAnchor", { trustAnchorId: "1" }),
      { severity: "high" },
    ],
    ["a trust anchor switched on", managementCall("rolesanywhere", "EnableTrustAnchor"), { severity: "medium" }],
  ],
  ignores: [
    ["a provider deleted", managementCall("iam", "DeleteSAMLProvider", { sAMLProviderArn: saml })],
    ["a refusal", managementCall("iam", "CreateSAMLProvider", null, { errorCode: "AccessDenied" })],
    [
      "a refused trust anchor",
      managementCall("rolesanywhere", "CreateTrustAnchor", null, { errorCode: "AccessDenied" }),
    ],
    ["another service's call of that name", managementCall("iam", "CreateTrustAnchor", { name: "ca" })],
  ],
});
