import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from "@aws-sdk/client-cloudtrail";

/** What the trails log of something: all of it, nothing, or a part, which is as good as nothing to those who rely on it. */
export interface Coverage {
  readonly reads: Extent;
  readonly writes: Extent;
}

export type Extent = "all" | "part" | "none";

/** The selectors of one trail, which has one kind or the other. */
export interface Selectors {
  readonly EventSelectors?: readonly EventSelector[] | undefined;
  readonly AdvancedEventSelectors?: readonly AdvancedEventSelector[] | undefined;
}

const NOTHING: Coverage = { reads: "none", writes: "none" };
const ORDER: readonly Extent[] = ["none", "part", "all"];

/** Requests for the objects of a bucket, over all trails. */
export function objectCoverage(trails: readonly Selectors[], bucketArn: string): Coverage {
  return together(
    trails.flatMap(({ EventSelectors = [], AdvancedEventSelectors = [] }) => [
      ...EventSelectors.map((selector) => limited(basicExtent(selector, bucketArn), selector.ReadWriteType)),
      ...AdvancedEventSelectors.filter((selector) => isAbout(selector, "Data")).map((selector) =>
        advanced(selector, (fields) => objectExtent(fields, bucketArn)),
      ),
    ]),
  );
}

/** Which of these object-level calls are not logged of every bucket. */
export function callsNotLogged(trails: readonly Selectors[], calls: readonly string[]): readonly string[] {
  const selectors = trails.flatMap(({ AdvancedEventSelectors = [] }) =>
    AdvancedEventSelectors.filter((selector) => isAbout(selector, "Data")),
  );
  const everything = trails.some(({ EventSelectors = [] }) =>
    EventSelectors.some(({ DataResources = [], ReadWriteType }) => {
      const values = DataResources.filter(({ Type }) => Type === "AWS::S3::Object").flatMap(
        ({ Values = [] }) => Values,
      );
      return ReadWriteType !== "ReadOnly" && values.some((value) => /^arn:[a-z-]+:s3(?::::?)?$/.test(value));
    }),
  );
  return everything ? [] : calls.filter((call) => !selectors.some((selector) => isLoggedAnywhere(selector, call)));
}

/** These calls write, so that a selector of reads alone has none of them. */
function isLoggedAnywhere({ FieldSelectors = [] }: AdvancedEventSelector, call: string): boolean {
  return FieldSelectors.every(({ Field, Equals }) => {
    switch (Field) {
      case "eventCategory":
        return true;
      case "resources.type":
        return Equals?.includes("AWS::S3::Object");
      case "eventName":
        return Equals?.includes(call);
      case "readOnly":
        return Equals?.includes("false");
      default:
        return false;
    }
  });
}

/** Management events. */
export function managementCoverage(trails: readonly Selectors[]): Coverage {
  return together(
    trails.flatMap(({ EventSelectors = [], AdvancedEventSelectors = [] }) => [
      ...EventSelectors.map((selector) =>
        limited(selector.IncludeManagementEvents === false ? "none" : "all", selector.ReadWriteType),
      ),
      ...AdvancedEventSelectors.filter((selector) => isAbout(selector, "Management")).map((selector) =>
        // What may be left out by source is KMS and RDS Data, which no detection listens to.
        advanced(selector, (fields) => (fields.every(({ Field }) => Field === "eventSource") ? "all" : "part")),
      ),
    ]),
  );
}

/** Requests through VPC endpoints to S3. */
export function isNetworkLogged(trails: readonly Selectors[]): boolean {
  return trails.some(({ AdvancedEventSelectors = [] }) =>
    AdvancedEventSelectors.some(
      (selector) =>
        isAbout(selector, "NetworkActivity") &&
        (selector.FieldSelectors ?? []).some(
          ({ Field, Equals }) => Field === "eventSource" && Equals?.includes("s3.amazonaws.com"),
        ),
    ),
  );
}

function together(coverages: readonly Coverage[]): Coverage {
  const more = (a: Extent, b: Extent) => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b);
  return coverages.reduce(
    (sum, { reads, writes }) => ({ reads: more(sum.reads, reads), writes: more(sum.writes, writes) }),
    NOTHING,
  );
}

function limited(extent: Extent, kind: EventSelector["ReadWriteType"]): Coverage {
  return {
    reads: kind === "WriteOnly" ? "none" : extent,
    writes: kind === "ReadOnly" ? "none" : extent,
  };
}

function basicExtent({ DataResources = [] }: EventSelector, bucketArn: string): Extent {
  const values = DataResources.filter(({ Type }) => Type === "AWS::S3::Object").flatMap(({ Values = [] }) => Values);
  const everything = bucketArn.slice(0, bucketArn.lastIndexOf(":") + 1);
  const all = new Set([`${bucketArn}/`, everything, everything.replace(/:+$/, "")]);
  if (values.some((value) => all.has(value))) return "all";
  return values.some((value) => value.startsWith(`${bucketArn}/`)) ? "part" : "none";
}

function isAbout({ FieldSelectors = [] }: AdvancedEventSelector, category: string): boolean {
  return FieldSelectors.some(({ Field, Equals }) => Field === "eventCategory" && Equals?.includes(category));
}

function advanced(
  { FieldSelectors = [] }: AdvancedEventSelector,
  extentOf: (others: readonly AdvancedFieldSelector[]) => Extent,
): Coverage {
  const readOnly = FieldSelectors.find(({ Field }) => Field === "readOnly")?.Equals;
  const extent = extentOf(FieldSelectors.filter(({ Field }) => Field !== "eventCategory" && Field !== "readOnly"));
  return {
    reads: readOnly === undefined || readOnly.includes("true") ? extent : "none",
    writes: readOnly === undefined || readOnly.includes("false") ? extent : "none",
  };
}

/** All conditions of a selector must hold, so the weakest decides. */
function objectExtent(fields: readonly AdvancedFieldSelector[], bucketArn: string): Extent {
  const extents = fields.map((field): Extent => {
    switch (field.Field) {
      case "resources.type":
        return field.Equals?.includes("AWS::S3::Object") ? "all" : "none";
      case "resources.ARN":
        return arnExtent(field, `${bucketArn}/`);
      case "eventSource":
        return field.Equals?.includes("s3.amazonaws.com") ? "all" : "part";
      default:
        return "part";
    }
  });
  return ORDER.find((extent) => extents.includes(extent)) ?? "all";
}

function arnExtent(
  { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith }: AdvancedFieldSelector,
  objects: string,
): Extent {
  if (NotStartsWith?.some((start) => objects.startsWith(start))) return "none";
  const isNarrowed =
    [EndsWith, NotEndsWith].some((ends) => ends !== undefined && ends.length > 0) ||
    [...(NotStartsWith ?? []), ...(NotEquals ?? [])].some((value) => value.startsWith(objects));
  const names = [...(StartsWith ?? []), ...(Equals ?? [])];
  if (StartsWith?.some((start) => objects.startsWith(start))) return isNarrowed ? "part" : "all";
  if (names.some((value) => value.startsWith(objects))) return "part";
  return names.length > 0 ? "none" : isNarrowed ? "part" : "all";
}
