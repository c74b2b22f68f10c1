import { commandName, commandPlace, deployCommand } from "./command-name";

const environment = {};

describe("the name of the command in hints", () => {
  it("is npx palisade in a clone, and in folders of it", () => {
    expect(commandName({ clone: "/src/palisade", folder: "/src/palisade", environment })).toBe("npx palisade");
    expect(commandName({ clone: "/src/palisade", folder: "/src/palisade/docs", environment })).toBe("npx palisade");
  });

  it("is never npx palisade outside of a clone, where npx would fetch another project's package", () => {
    const clone = "/src/palisade";
    expect(commandName({ clone, folder: "/src/logs", environment })).toBe("node ../palisade/cli/bin/palisade.mjs");
    expect(commandName({ folder: "/src/palisade", environment })).toBe("palisade");
    expect(commandName({ folder: "/", environment: { npm_command: "exec" } })).toBe("npx s3-palisade");
  });

  it("is found from where this code lies", () => {
    expect(commandPlace().clone).toBeDefined();
    expect(commandName()).toBe("npx palisade");
  });
});

describe("the command that deploys", () => {
  it("is cdktf's in a clone", () => {
    expect(deployCommand("alerting", { clone: "/src/palisade", folder: "/src/palisade", environment })).toBe(
      "npx cdktf deploy alerting",
    );
  });

  it.each([{ folder: "/" }, { clone: "/src/palisade", folder: "/src/logs" }])("needs one elsewhere: %j", (place) => {
    expect(deployCommand("alerting", { ...place, environment })).toBe(
      "npx cdktf deploy alerting in your clone of Palisade",
    );
  });
});
