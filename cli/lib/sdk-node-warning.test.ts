import { hideSdkNodeWarning, sdkNodeNote } from "./sdk-node-warning";

describe("the SDK's warning about Node 20", () => {
  it("is hidden by its name, unless the environment says otherwise", () => {
    const environment: NodeJS.ProcessEnv = {};
    hideSdkNodeWarning(environment);
    expect(environment).toEqual({ AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" });
    const asked: NodeJS.ProcessEnv = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "false" };
    hideSdkNodeWarning(asked);
    expect(asked).toEqual({ AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "false" });
  });

  it("is a note of doctor's, with the fix", () => {
    expect(sdkNodeNote("v20.20.2")).toMatch(
      /^note: this is Node 20\.20\.2, .* need Node 22; fix: install Node 22 or 24$/,
    );
  });

  it.each(["v22.12.0", "v24.1.0"])("is none on %s", (version) => {
    expect(sdkNodeNote(version)).toBeUndefined();
  });
});
