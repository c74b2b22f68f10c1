import { EVERYTHING, enforced } from "../../testing/configurations";
import { synthText } from "../../testing/synth";

describe("with remote state", () => {
  const { state, perimeter, alerting } = synthText(EVERYTHING);

  it("makes a bucket that no plan may destroy, and keeps that stack's own state in a local file", () => {
    expect(state?.the("aws_s3_bucket")).toMatchObject({
      bucket: "example-terraform-state",
      lifecycle: { prevent_destroy: true },
    });
    expect(state?.json["terraform"].backend).toEqual({
      local: { path: "../../../palisade-111122223333-state.tfstate" },
    });
  });

  it("gives each other stack a key of its own, encrypted and locked by S3 itself", () => {
    for (const [name, stack] of Object.entries({ perimeter, alerting })) {
      expect(stack.json["terraform"].backend).toEqual({
        s3: {
          bucket: "example-terraform-state",
          region: "eu-central-1",
          key: `palisade/${name}.tfstate`,
          encrypt: true,
          use_lockfile: true,
        },
      });
    }
  });

  it("puts the bucket where the state lives", () => {
    const text = EVERYTHING.replace("example-terraform-state", "example-terraform-state, region: eu-west-1");
    expect(synthText(text).state?.json["provider"].aws[0].region).toBe("eu-west-1");
  });
});

it("keeps state in local files and makes no bucket when no remote state is named", () => {
  const { state, perimeter } = synthText(enforced(""));
  expect(state).toBeUndefined();
  expect(perimeter.json["terraform"].backend).toEqual({
    local: { path: "../../../palisade-111122223333-perimeter.tfstate" },
  });
});
