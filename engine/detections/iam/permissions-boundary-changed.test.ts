import { managementCall } from "../../../testing/fixtures/management-call-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { iamPermissionsBoundaryChanged } from "./permissions-boundary-changed";

const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";

describeDetection(iamPermissionsBoundaryChanged, {
  matches: [
    [
      "a boundary taken from a role",
      managementCall("iam", "DeleteRolePermissionsBoundary", { roleName: "app" }),
      {
        severity: "high",
        summary:
          "arn:aws:iam::111122223333:user/alice took away the permissions boundary of the role app, from 198.51.100.23",
      },
    ],
    [
      "a boundary taken from a user",
      managementCall("iam", "DeleteUserPermissionsBoundary", { userName: "bob" }),
      { severity: "high" },
    ],
    [
      "another boundary for a user",
      managementCall("iam", "PutUserPermissionsBoundary", { userName: "bob", permissionsBoundary }),
      { severity: "medium", details: { Holder: "the user bob", Boundary: permissionsBoundary } },
    ],
    [
      "a boundary that allows everything",
      managementCall("iam", "PutRolePermissionsBoundary", {
        roleName: "app",
        permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
      { severity: "high" },
    ],
    ["a record that says nothing", managementCall("iam", "PutRolePermissionsBoundary"), { severity: "medium" }],
  ],
  ignores: [
    [
      "a refusal",
      managementCall("iam", "DeleteRolePermissionsBoundary", { roleName: "app" }, { errorCode: "AccessDenied" }),
    ],
    ["another call", managementCall("iam", "DeleteRolePolicy", { roleName: "app" })],
  ],
});
