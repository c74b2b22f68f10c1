import {
  ACCESS_POINT_HOSTS,
  ACCESS_POINT_PREFIX,
  ACCESS_POINT_SUFFIXES,
  CONTROL_HOST,
  NAMING_HOSTS,
  OBJECT_LAMBDA,
  S3,
} from "../events/bucket-identity";
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

const ENCODED = [
  ["%2F", "/"],
  ["%2f", "/"],
  ["%3A", ":"],
  ["%3a", ":"],
] as const;

/** No bucket's name has anything to encode, and an access point's ARN only colons and slashes. */
function sourceIn(parameters: string): string {
  const header = `json_extract_scalar(${parameters}, '$.x-amz-copy-source')`;
  const decoded = ENCODED.reduce((text, [code, char]) => `replace(${text}, '${code}', '${char}')`, header);
  const part = (regex: string) => `nullif(regexp_extract(${decoded}, '${regex}', 1), '')`;
  return `coalesce(${part(`^/?(${ACCESS_POINT_PREFIX}.*?)/object/`)}, ${part("^/?([^/]+)/")})`;
}
