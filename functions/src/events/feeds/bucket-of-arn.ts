/** The bucket that an ARN names, whether of the bucket itself or of an object in it; undefined for other ARNs and texts. */
export function bucketOfArn(arn: string | undefined): string | undefined {
  const [prefix, , service, , , ...rest] = arn?.split(":", 7) ?? [];
  if (prefix !== "arn") return undefined;
  const path = rest[0]?.split("/", 3);
  if (service === "s3") return path?.[0] === "" || rest.length > 1 ? undefined : path?.[0];
  return service === "s3express" && path?.[0] === "bucket" ? path[1] : undefined;
}
