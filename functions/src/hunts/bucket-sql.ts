import {
  ACCESS_POINT_HOSTS,
  ACCESS_POINT_PREFIX,
  ACCESS_POINT_SUFFIXES,
  CONTROL_HOST,
  NAMING_HOSTS,
  OBJECT_LAMBDA,
  S3,
} from "../events/bucket-identity";
import { COPY_NAMES } from "../events/s3-event-names";
import { quoted, textList } from "./quoted";

/** Expressions for what a record says of its bucket. */
interface BucketFacts {
  /** `eventsource` */
  readonly service: string;
  /** `requestparameters` */
  readonly parameters: string;
  readonly name: string;
  readonly host: string;
  /** What a copy reads from: a bucket's name, or an access point's ARN. */
  readonly source: string;
  /** The names of the buckets that the resources list, each once. */
  readonly listed: string;
}

const nameIn = (parameters: string) => `nullif(json_extract_scalar(${parameters}, '$.bucketName'), '')`;
const hostIn = (parameters: string) => `json_extract_scalar(${parameters}, '$.Host')`;

/** The bucket of a request, as `bucketIdentity` names it, in DuckDB; NULL where the record does not. */
export function bucketInDuckDb(service: string, parameters: string, resources: string): string {
  return bucketSql({
    service,
    parameters,
    name: nameIn(parameters),
    host: hostIn(parameters),
    source: sourceIn(parameters),
    listed: `resource_buckets(${resources})`,
  });
}

/** The same in Trino. A lambda gives each fact a name: written out wherever it is needed, they are more than its parser takes in seconds. */
export function bucketInTrino(service: string, parameters: string, resources: string): string {
  const facts = [nameIn(parameters), hostIn(parameters), sourceIn(parameters), `resource_buckets(${resources})`];
  const type = "ROW(name VARCHAR, host VARCHAR, source VARCHAR, listed ARRAY(VARCHAR))";
  const [name, host, source, listed] = ["f.name", "f.host", "f.source", "f.listed"] as const;
  const bucket = bucketSql({ service, parameters, name, host, source, listed });
  return `element_at(transform(ARRAY[CAST(ROW(${facts.join(", ")}) AS ${type})], f -> ${bucket}), 1)`;
}

/** Expressions for what a record says of a copy. */
interface CopyFacts {
  readonly service: string;
  readonly eventName: string;
  /** What stands for the bucket that it writes to: its name, or an access point. */
  readonly name: string;
  /** That bucket. */
  readonly bucket: string;
  readonly source: string;
  readonly listed: string;
}

/** The bucket that a copy reads where it is another than the one that it writes to, as `copiedBucket` names it, in DuckDB. */
export function copiedBucketInDuckDb(
  service: string,
  eventName: string,
  parameters: string,
  resources: string,
): string {
  return copiedBucketSql({
    service,
    eventName,
    name: nameIn(parameters),
    bucket: `bucket_of(${service}, ${parameters}, ${resources})`,
    source: sourceIn(parameters),
    listed: `resource_buckets(${resources})`,
  });
}

/** The same in Trino, in a lambda as well. */
export function copiedBucketInTrino(service: string, eventName: string, parameters: string, resources: string): string {
  const facts = [
    nameIn(parameters),
    `bucket_of(${service}, ${parameters}, ${resources})`,
    sourceIn(parameters),
    `resource_buckets(${resources})`,
  ];
  const type = "ROW(name VARCHAR, bucket VARCHAR, source VARCHAR, listed ARRAY(VARCHAR))";
  const [name, bucket, source, listed] = ["c.name", "c.bucket", "c.source", "c.listed"] as const;
  const copied = copiedBucketSql({ service, eventName, name, bucket, source, listed });
  return `element_at(transform(ARRAY[CAST(ROW(${facts.join(", ")}) AS ${type})], c -> ${copied}), 1)`;
}

function copiedBucketSql({ service, eventName, name, bucket, source, listed }: CopyFacts): string {
  const [first, second, third] = [1, 2, 3].map((place) => `element_at(${listed}, ${place})`);
  return `CASE
    WHEN NOT (${isCopy(service, eventName)}) THEN NULL
    WHEN NOT (${isNameOfAccessPoint(source)}) THEN CASE WHEN coalesce(${source} <> ${bucket}, true) THEN ${source} END
    WHEN coalesce(${source} = ${name}, false) OR ${bucket} IS NULL OR ${third} IS NOT NULL THEN NULL
    WHEN ${first} = ${bucket} THEN ${second}
    WHEN ${second} IS NULL OR ${second} = ${bucket} THEN ${first}
  END`;
}

function isCopy(service: string, eventName: string): string {
  return `${service} = ${quoted(S3)} AND ${eventName} IN (${textList(COPY_NAMES)})`;
}

/** The access point that a copy reads by of which the record names no bucket; NULL for every other. */
export function unresolvedCopySql(service: string, eventName: string, parameters: string, resources: string): string {
  const source = sourceIn(parameters);
  return `CASE
    WHEN ${isCopy(service, eventName)} AND (${isNameOfAccessPoint(source)})
      AND coalesce(${source} <> ${nameIn(parameters)}, true)
      AND copied_bucket(${service}, ${eventName}, ${parameters}, ${resources}) IS NULL THEN ${source}
  END`;
}

function bucketSql({ service, parameters, name, host, source, listed }: BucketFacts): string {
  // Looking into a text is cheaper than taking the host out of it, and nearly no request has such a host.
  const hasHost = ACCESS_POINT_HOSTS.map(
    (one) => `${parameters} LIKE '%${one}%' AND coalesce(starts_with(${host}, ${name} || '${one}'), false)`,
  );
  const [first, second, third] = [1, 2, 3].map((place) => `element_at(${listed}, ${place})`);
  return `CASE
    WHEN ${service} IN (${textList(OBJECT_LAMBDA)}) THEN NULL
    WHEN NOT (${isNameOfAccessPoint(name)} OR ${hasHost.join(" OR ")}) THEN ${name}
    WHEN ${service} <> ${quoted(S3)} OR ${name} IS NULL AND coalesce(${host} LIKE '%${CONTROL_HOST}%', false) THEN NULL
    WHEN ${source} IS NULL OR coalesce(${source} = ${name}, false) THEN CASE WHEN ${second} IS NULL THEN ${first} END
    WHEN ${isNameOfAccessPoint(source)} OR ${third} IS NOT NULL THEN NULL
    WHEN ${first} = ${source} THEN ${second}
    WHEN ${second} IS NULL OR ${second} = ${source} THEN ${first}
  END`;
}

/** What a request came by of which the record names no bucket; NULL for every other. */
export function unresolvedSql(service: string, parameters: string, resources: string): string {
  const host = hostIn(parameters);
  const names = NAMING_HOSTS.map((one) => `${host} LIKE '_%${one}%'`).join(" OR ");
  return `CASE
    WHEN ${service} NOT IN (${textList([S3, ...OBJECT_LAMBDA])}) OR bucket_of(${service}, ${parameters}, ${resources}) IS NOT NULL THEN NULL
    ELSE coalesce(${nameIn(parameters)}, CASE WHEN (${names}) AND ${host} NOT LIKE '%${CONTROL_HOST}%' THEN ${host} END)
  END`;
}

function isNameOfAccessPoint(name: string): string {
  return [`${ACCESS_POINT_PREFIX}%`, ...ACCESS_POINT_SUFFIXES.map((suffix) => `%${suffix}`)]
    .map((like) => `${name} LIKE '${like}'`)
    .join(" OR ");
}

/** Whatever may be encoded in it; what cannot be decoded stands for itself. */
function sourceIn(parameters: string): string {
  const header = `json_extract_scalar(${parameters}, '$.x-amz-copy-source')`;
  const decoded = `coalesce(TRY(url_decode(${header})), ${header})`;
  const part = (regex: string) => `nullif(regexp_extract(${decoded}, '${regex}', 1), '')`;
  return `CASE WHEN ${header} IS NOT NULL THEN coalesce(${part(`^/?(${ACCESS_POINT_PREFIX}.*?)/object/`)}, ${part("^/?([^/]+)/")}) END`;
}
