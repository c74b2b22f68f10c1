import { counted } from "./counted";

describe("counted", () => {
  it.each([
    [0, "0 records"],
    [1, "1 record"],
    [2, "2 records"],
    [12_345, "12,345 records"],
  ])("writes %d as %s", (count, text) => {
    expect(counted(count, "record")).toBe(text);
  });
});
