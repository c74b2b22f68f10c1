import { cloudTrailEvent } from "../../../testing/fixtures/cloudtrail-fixture";
import { bytesOut } from "./downloads";

describe("bytesOut", () => {
  it.each([
    [1024, 1024],
    [0, 0],
    [1024.5, 1025],
    [1.2e9, 1_200_000_000],
    ["2048.0", 2048],
    ["many", 0],
    [-5, 0],
    [1e300, 0],
    ["9".repeat(100_000), 0],
    [null, 0],
    [{ bytes: 5 }, 0],
  ])("reads %.30p", (bytesTransferredOut, expected) => {
    expect(bytesOut(cloudTrailEvent({ additionalEventData: { bytesTransferredOut } }))).toBe(expected);
  });

  it("is nothing where the record says nothing", () => {
    expect(bytesOut(cloudTrailEvent({}))).toBe(0);
    expect(bytesOut(cloudTrailEvent({ additionalEventData: "text" }))).toBe(0);
  });
});
