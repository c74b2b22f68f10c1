import fc from "fast-check";
import { trailSelectors } from "../../stacks/perimeter/trail-selectors";

const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:s3:::bucket-${index}`);

const valuesOf = (selectors: ReturnType<typeof trailSelectors>[number]) =>
  selectors.flatMap(({ fieldSelector }) =>
    (fieldSelector as readonly { equalTo?: string[]; startsWith?: string[] }[]).flatMap(({ equalTo, startsWith }) => [
      ...(equalTo ?? []),
      ...(startsWith ?? []),
    ]),
  );

describe("a trail's selectors", () => {
  it("name every bucket once, with a slash, within AWS's 500 values a trail", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2100 }), (count) => {
        const trails = trailSelectors(arns(count));
        for (const trail of trails) expect(valuesOf(trail).length).toBeLessThanOrEqual(500);
        const prefixes = trails.flatMap(valuesOf).filter((value) => value.startsWith("arn:"));
        expect(prefixes).toEqual(arns(count).map((arn) => `${arn}/`));
      }),
      { numRuns: 50 },
    );
  });

  it("take management events once, since a second copy is charged", () => {
    expect(
      trailSelectors(arns(1200))
        .flatMap(valuesOf)
        .filter((value) => value === "Management"),
    ).toHaveLength(1);
  });

  it("need one trail for 497 buckets and two for 498", () => {
    expect(trailSelectors(arns(497))).toHaveLength(1);
    expect(trailSelectors(arns(498))).toHaveLength(2);
  });

  it("log S3's traffic through VPC endpoints once, when asked, and still keep to the limit", () => {
    const trails = trailSelectors(arns(1000), { networkActivity: true });
    expect(trails[0]?.[1]?.fieldSelector).toEqual([
      { field: "eventCategory", equalTo: ["NetworkActivity"] },
      { field: "eventSource", equalTo: ["s3.amazonaws.com"] },
    ]);
    for (const trail of trails) expect(valuesOf(trail).length).toBeLessThanOrEqual(500);
    expect(trails.flatMap(valuesOf).filter((value) => value === "NetworkActivity")).toHaveLength(1);
    expect(trails.flatMap(valuesOf).filter((value) => value.startsWith("arn:"))).toHaveLength(1000);
    expect(JSON.stringify(trailSelectors(arns(1000)))).not.toContain("NetworkActivity");
  });

  it("log some calls of all buckets once, when asked, and still keep to the limit", () => {
    const trails = trailSelectors(arns(1000), {
      networkActivity: true,
      callsAnywhere: ["CopyObject", "UploadPartCopy"],
    });
    expect(trails[0]?.[2]?.fieldSelector).toEqual([
      { field: "eventCategory", equalTo: ["Data"] },
      { field: "resources.type", equalTo: ["AWS::S3::Object"] },
      { field: "eventName", equalTo: ["CopyObject", "UploadPartCopy"] },
    ]);
    for (const trail of trails) expect(valuesOf(trail).length).toBeLessThanOrEqual(500);
    expect(trails.flatMap(valuesOf).filter((value) => value === "CopyObject")).toHaveLength(1);
  });
});
