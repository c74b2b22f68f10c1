/** All buckets that a match is about. */
export function bucketsOf({ bucket, buckets }: { readonly bucket?: string; readonly buckets?: Names }): Names {
  return buckets ?? (bucket === undefined ? [] : [bucket]);
}

/** All that a finding is about, by ARN or id. */
export function resourcesOf({
  resource,
  resources,
}: {
  readonly resource?: string;
  readonly resources?: Names;
}): Names {
  return resources ?? (resource === undefined ? [] : [resource]);
}

/** All addresses, or what stands for one, that a match came from. */
export function sourceIpsOf({
  sourceIp,
  sourceIps,
}: {
  readonly sourceIp?: string;
  readonly sourceIps?: Names;
}): Names {
  return sourceIps ?? (sourceIp === undefined ? [] : [sourceIp]);
}

type Names = readonly string[];
