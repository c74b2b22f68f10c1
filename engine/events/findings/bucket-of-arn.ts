/** The bucket that an ARN names, whether of the bucket itself or of an object in it; undefined for other ARNs and texts. */
export function bucketOfArn(arn: string | undefined): string | undefined {
  // A key may hold colons as well, but a bucket's name, which comes first, does not.
  const [prefix, , service, region, , path = ""] = arn?.split(":", 6) ?? [];
  if (prefix !== "arn") return undefined;
  const [first, second] = path.split("/", 2);
  // Access points have a region where buckets have none.
  if (service === "s3") return region === "" && first !== "" ? first : undefined;
  return service === "s3express" && first === "bucket" ? second : undefined;
}
