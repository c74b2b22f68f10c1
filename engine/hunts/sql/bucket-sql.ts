import {
  ACCESS_POINT_HOSTS,
  ACCESS_POINT_PREFIX,
  ACCESS_POINT_SUFFIXES,
  CONTROL_HOST,
  NAMING_HOSTS,
  OBJECT_LAMBDA,
  S3,
} from "../../events/bucket-identity";
import { COPY_NAMES } from "../../events/cloudtrail/s3-event-names";
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

/** The bucket that a copy reads where it is another than the one that it writes to, as `copiedBucket` names it, in DuckDB. */
export function copiedBucketInDuckDb(
  service: string,
  eventName: string,
  parameters: string,
  resources: string,
): string {
  const [name, bucket, source, listed] = copyFacts(service, parameters, resources);
  // Worked out once, as in Trino, and only for copies.
  const facts = `{'name': ${name}, 'bucket': ${bucket}, 'source': ${source}, 'listed': ${listed}}`;
  return `CASE WHEN ${isCopy(service, eventName)} THEN list_transform([${facts}], lambda c: ${COPIED_BUCKET_OF_FACTS})[1] END`;
}

/** The same in Trino. */
export function copiedBucketInTrino(service: string, eventName: string, parameters: string, resources: string): string {
  const facts = copyFacts(service, parameters, resources).join(", ");
  const type = "ROW(name VARCHAR, bucket VARCHAR, source VARCHAR, listed ARRAY(VARCHAR))";
  const copied = `element_at(transform(ARRAY[CAST(ROW(${facts}) AS ${type})], c -> ${COPIED_BUCKET_OF_FACTS}), 1)`;
  return `CASE WHEN ${isCopy(service, eventName)} THEN ${copied} END`;
}

/** What a record says of a copy: what stands for the bucket that it writes to, that bucket, what it reads from, and the listed buckets. */
function copyFacts(service: string, parameters: string, resources: string) {
  const bucket = `bucket_of(${service}, ${parameters}, ${resources})`;
  return [nameIn(parameters), bucket, sourceIn(parameters), `resource_buckets(${resources})`] as const;
}

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((place) => `element_at(c.listed, ${place})`);

const COPIED_BUCKET_OF_FACTS = `CASE
    WHEN NOT (${isNameOfAccessPoint("c.source")}) THEN CASE WHEN coalesce(c.source <> c.bucket, true) THEN c.source END
    WHEN coalesce(c.source = c.name, false) OR c.bucket IS NULL OR ${THIRD} IS NOT NULL THEN NULL
    WHEN ${FIRST} = c.bucket THEN ${SECOND}
    WHEN ${SECOND} IS NULL OR ${SECOND} = c.bucket THEN ${FIRST}
  END`;

function isCopy(service: string, eventName: string): string {
  return `${service} = ${quoted(S3)} AND ${eventName} IN (${textList(COPY_NAMES)})`;
}

/** The access point that a copy reads by of which the record names no bucket; NULL for every other. */
export function unresolvedCopySql(service: string, eventName: string, parameters: string, resources: string): string {
  const source = sourceIn(parameters);
  return `CASE
    WHEN ${isCopy(service, eventName)} AND copied_bucket(${service}, ${eventName}, ${parameters}, ${resources}) IS NULL
    THEN CASE WHEN (${isNameOfAccessPoint(source)}) AND coalesce(${source} <> ${nameIn(parameters)}, true) THEN ${source} END
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
