/** What a column holds. `json` is the text of any JSON value. */
export type ColumnType =
  | "text"
  | "bigint"
  | "json"
  | { readonly struct: readonly Field[] }
  | { readonly list: readonly Field[] };

/** A column, or a field of a structured one. */
export interface Field {
  /** As SQL spells it: lower case, as Athena wants it. */
  readonly name: string;
  /** The name in a CloudTrail record, such as `eventVersion`; in an access-log line the position says it. */
  readonly from: string;
  readonly type: ColumnType;
}

export interface Table {
  readonly name: "cloudtrail" | "access_logs";
  readonly description: string;
  readonly columns: readonly Field[];
  /** Partition columns, all of them text, outermost first; `day` is `2026/03/01` in UTC, so that text order is order in time. */
  readonly partitions: readonly string[];
}

/** The name in SQL is the record's in lower case. */
function text(from: string): Field {
  return { name: from.toLowerCase(), from, type: "text" };
}

function json(from: string): Field {
  return { name: from.toLowerCase(), from, type: "json" };
}

function struct(from: string, fields: readonly Field[]): Field {
  return { name: from.toLowerCase(), from, type: { struct: fields } };
}

function list(from: string, fields: readonly Field[]): Field {
  return { name: from.toLowerCase(), from, type: { list: fields } };
}

/** A column of the access log, which has no names for its fields. */
function field(name: string, type: "text" | "bigint" = "text"): Field {
  return { name, from: name, type };
}

/**
 * CloudTrail records, with the columns of the table that Athena makes for a trail. Flags and numbers of the record are text, as there;
 * what is absent is NULL, and so is a JSON `null`.
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
 */
export const CLOUDTRAIL: Table = {
  name: "cloudtrail",
  description: "CloudTrail records, one row an event",
  columns: [
    text("eventVersion"),
    struct("userIdentity", [
      text("type"),
      text("principalId"),
      text("arn"),
      text("accountId"),
      text("invokedBy"),
      text("accessKeyId"),
      text("userName"),
      text("identityProvider"),
      struct("onBehalfOf", [text("userId"), text("identityStoreArn")]),
      struct("sessionContext", [
        struct("attributes", [text("mfaAuthenticated"), text("creationDate")]),
        struct("sessionIssuer", [text("type"), text("principalId"), text("arn"), text("accountId"), text("userName")]),
        struct("webIdFederationData", [text("federatedProvider"), json("attributes")]),
        text("sourceIdentity"),
        text("ec2RoleDelivery"),
      ]),
    ]),
    text("eventTime"),
    text("eventSource"),
    text("eventName"),
    text("awsRegion"),
    text("sourceIPAddress"),
    text("userAgent"),
    text("errorCode"),
    text("errorMessage"),
    json("requestParameters"),
    json("responseElements"),
    json("additionalEventData"),
    text("requestID"),
    text("eventID"),
    text("readOnly"),
    list("resources", [{ name: "arn", from: "ARN", type: "text" }, text("accountId"), text("type")]),
    text("eventType"),
    text("apiVersion"),
    text("managementEvent"),
    text("recipientAccountId"),
    json("serviceEventDetails"),
    text("sharedEventID"),
    text("vpcEndpointId"),
    text("vpcEndpointAccountId"),
    text("eventCategory"),
    struct("addendum", [text("reason"), text("updatedFields"), text("originalRequestID"), text("originalEventID")]),
    text("sessionCredentialFromConsole"),
    text("edgeDeviceDetails"),
    struct("tlsDetails", [text("tlsVersion"), text("cipherSuite"), text("clientProvidedHostHeader")]),
  ],
  partitions: ["account", "region", "day"],
};

/**
 * Lines of S3 server access logs, with the columns of Athena's example table: text as logged, without the quotes around it, and NULL
 * for `-`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
export const ACCESS_LOGS: Table = {
  name: "access_logs",
  description: "lines of S3 server access logs, one row a request",
  columns: [
    field("bucketowner"),
    field("bucket_name"),
    // As logged, `06/Feb/2019:00:00:38 +0000`: `parse_datetime` makes a time of it.
    field("requestdatetime"),
    field("remoteip"),
    field("requester"),
    field("requestid"),
    field("operation"),
    // As logged, which is encoded twice.
    field("key"),
    field("request_uri"),
    field("httpstatus"),
    field("errorcode"),
    field("bytessent", "bigint"),
    field("objectsize", "bigint"),
    field("totaltime", "bigint"),
    field("turnaroundtime", "bigint"),
    field("referrer"),
    field("useragent"),
    field("versionid"),
    field("hostid"),
    field("sigv"),
    field("ciphersuite"),
    field("authtype"),
    field("endpoint"),
    field("tlsversion"),
    field("accesspointarn"),
    field("aclrequired"),
  ],
  partitions: ["day"],
};

export const TABLES: readonly Table[] = [CLOUDTRAIL, ACCESS_LOGS];
