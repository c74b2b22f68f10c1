import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyOf } from "@palisade/engine/detections/facts/copy";
import { bytesOut } from "@palisade/engine/detections/facts/downloads";
import type { AccessLogEvent } from "@palisade/engine/events/access-log/access-log-event";
import { parseAccessLogLine } from "@palisade/engine/events/access-log/parse-line";
import type { CloudTrailEvent } from "@palisade/engine/events/cloudtrail/cloudtrail-event";
import { copiedRead } from "@palisade/engine/events/cloudtrail/copied-read";
import { isDenied } from "@palisade/engine/events/cloudtrail/denied-error-codes";
import { parseCloudTrail } from "@palisade/engine/events/cloudtrail/parse-cloudtrail";
import { COPIES } from "@palisade/engine/events/cloudtrail/s3-event-names";
import { fieldsOf, textOf } from "@palisade/engine/events/fields";
import { bindHunt, type HuntScope } from "@palisade/engine/hunts/bind-hunt";
import type { Hunt } from "@palisade/engine/hunts/define-hunt";
import { detectionHunts } from "@palisade/engine/hunts/detection-hunts";
import { HUNTS } from "@palisade/engine/hunts/registry";
import { AddressSet } from "@palisade/engine/perimeter/address-set";
import { describeWithSharedData } from "../../testing/shared-data";
import { detectorSettings, samplePerimeter } from "../../testing/test-detection";
import { buildCache } from "../lib/logs/cache/build-cache";
import { type OpenCache, openCache } from "../lib/logs/cache/open-cache";
import { answerOfDuckDb, type Cell } from "./hunt-answer";

/** For hunts that ask for something. */
const GIVEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "key-used": { key: "AKIAXXXXXXXXXXXXXXXX" },
  "actor-timeline": { actor: "user/" },
  "address-timeline": { address: "192.168.10.20" },
  "object-history": { bucket: "my-bucket" },
};

describeWithSharedData("hunts on recorded logs", (dir) => {
  const folder = mkdtempSync(join(tmpdir(), "palisade-hunts-"));
  const cloudtrail = join(dir, "cloudtrail");
  const accessLogs = join(dir, "s3access");
  const events = eventsIn(cloudtrail);
  const lines = linesIn(accessLogs);
  const buckets = [
    ...new Set(events.flatMap(({ bucket }) => (bucket && /^[a-z0-9.-]{3,63}$/.test(bucket) ? [bucket] : []))),
  ];
  const settings = detectorSettings({ perimeters: [samplePerimeter("all", { buckets })] });
  const scope: HuntScope = { perimeters: settings.perimeters, accounts: ["123456789012"] };
  let cache: OpenCache;

  beforeAll(async () => {
    const built = await buildCache({ sources: [cloudtrail, accessLogs], folder });
    cache = await openCache(built.folder);
  }, 60_000);

  afterAll(async () => {
    await cache.close();
    rmSync(folder, { recursive: true });
  });

  async function rowsOf(
    hunt: Hunt,
    given: Readonly<Record<string, string>> = {},
  ): Promise<readonly Readonly<Record<string, Cell>>[]> {
    const bound = bindHunt(hunt, { limit: "1000000", ...GIVEN[hunt.id], ...given }, scope);
    if (bound.kind !== "bound") throw new Error(bound.problems.join());
    const { columns, rows } = answerOfDuckDb(await cache.query(bound.sql, bound.parameters));
    return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
  }

  const answer = (id: string, given: Readonly<Record<string, string>> = {}) => {
    const hunt = HUNTS.find((one) => one.id === id);
    if (hunt === undefined) throw new Error(id);
    return rowsOf(hunt, given);
  };

  it("are about every record that the detector reads, each once", async () => {
    expect(cache.tables.cloudtrail.rows).toBe(events.length);
    expect(cache.tables.access_logs.rows).toBe(lines.length);
  });

  it.each([...HUNTS, ...detectionHunts(settings)].map((hunt) => [hunt.id, hunt] as const))(
    "%s runs",
    async (_, hunt) => {
      const rows = await rowsOf(hunt);
      expect(rows).toEqual(expect.any(Array));
      const columns = Object.keys(rows[0] ?? {});
      if (columns.length > 0 && hunt.chart)
        expect(columns).toEqual(expect.arrayContaining([...hunt.chart.of, hunt.chart.value]));
    },
  );

  it("denied-requests counts what was refused, by address", async () => {
    const expected = counts(events.filter(({ errorCode }) => isDenied(errorCode)).map(addressOf));
    expect(sums(await answer("denied-requests"), "address", "denied")).toEqual(expected);
    const inS3 = events.filter(({ errorCode, service }) => isDenied(errorCode) && service === "s3.amazonaws.com");
    const found = await answer("denied-requests", { service: "s3.amazonaws.com" });
    expect(sums(found, "address", "denied")).toEqual(counts(inS3.map(addressOf)));
  });

  it("outside-allowlist finds the addresses that AddressSet does not have", async () => {
    const inside = counts(events.map(addressOf));
    const networks = [
      "192.168.10.0/24",
      ...Object.keys(inside)
        .filter((one) => /^\d+\.\d+\.\d+\.\d+$/.test(one))
        .slice(0, 20),
    ];
    const publicNetworks = networks.filter((one) => !/^(?:10|0|127|192\.168|172|169|2[4-5]\d)\./.test(one));
    const set = AddressSet.of(publicNetworks);
    const isOutside = (event: CloudTrailEvent) => {
      const { kind } = event.source;
      const isAws = kind === "aws-internal" || kind === "aws-service" || event.actor.kind === "service";
      const address = textOf(event.record["sourceIPAddress"]);
      return (
        !isAws && !(address !== undefined && set.has(address)) && !(event.actor.invokedBy && kind === "unparseable")
      );
    };
    const requests = events.flatMap((event) => [event, copiedRead(event) ?? []].flat());
    const expected = requests.filter(
      (event) =>
        event.service === "s3.amazonaws.com" &&
        event.record["errorCode"] == null &&
        event.bucket !== undefined &&
        isOutside(event),
    );
    const found = await answer("outside-allowlist", { networks: publicNetworks.join(",") });
    expect(publicNetworks.length).toBeGreaterThan(3);
    expect(sums(found, "address", "requests")).toEqual(counts(expected.map(addressOf)));
  });

  it("top-talkers counts requests and bytes", async () => {
    const found = await answer("top-talkers", { service: "s3.amazonaws.com" });
    const talkers = new Set(found.map(({ address }) => String(address)));
    const theirs = events.filter((event) => event.service === "s3.amazonaws.com" && talkers.has(addressOf(event)));
    const sent = theirs.reduce((sum, event) => sum + bytesOut(event), 0);
    expect(found.reduce((sum, { bytesout }) => sum + Number(bytesout), 0)).toBe(sent);
    expect(found[0]?.["requests"]).toBe(Math.max(...found.map(({ requests }) => Number(requests))));
  });

  it("bytes-out adds up what S3 sent, by hour", async () => {
    const sent: Record<string, number> = {};
    for (const event of events) {
      if (event.service !== "s3.amazonaws.com" || event.record["errorCode"] != null || bytesOut(event) === 0) continue;
      const hour = String(event.record["eventTime"]).slice(0, 13);
      sent[hour] = (sent[hour] ?? 0) + bytesOut(event);
    }
    expect(sums(await answer("bytes-out"), "hour", "bytesout")).toEqual(sent);
  });

  it("copies-to-other-accounts finds the copies of which the destination is not ours", async () => {
    const copies = events.filter((event) => event.record["errorCode"] == null && COPIES.has(event.name));
    const found = await answer("copies-to-other-accounts", { accounts: "111122223333" });
    const foreign = copies.filter((event) =>
      copyOf(event).destinationAccounts.some((account) => account !== "111122223333"),
    );
    expect(counts(found.filter(({ account }) => account !== null).map(({ account }) => String(account)))).toEqual(
      counts(foreign.map((event) => String(copyOf(event).destination.account))),
    );
  });

  it("deletes-per-hour counts deletions", async () => {
    const names = new Set(["DeleteObject", "DeleteObjects", "DeleteMultipleObjects", "DeleteBucket"]);
    const deletions = events.filter(({ service, name }) => service === "s3.amazonaws.com" && names.has(name));
    const found = await answer("deletes-per-hour");
    expect(sums(found, "hour", "deletions")).toEqual(
      counts(deletions.map((event) => String(event.record["eventTime"]).slice(0, 13))),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it("policy-changes come in order", async () => {
    const found = await answer("policy-changes");
    const times = found.map(({ eventtime }) => String(eventtime));
    expect(times).toEqual([...times].sort());
    const changes = events.filter(
      ({ service, name }) => service === "s3.amazonaws.com" && /^(?:Put|Delete)BucketPolicy$/.test(name),
    );
    expect(found.filter(({ eventname }) => /BucketPolicy$/.test(String(eventname)))).toHaveLength(changes.length);
  });

  it("key-used follows one key", async () => {
    const keyOf = ({ record }: CloudTrailEvent) => textOf(fieldsOf(record["userIdentity"])["accessKeyId"]) ?? "";
    const uses = counts(events.map(keyOf).filter((key) => /^[A-Z0-9]{16,}$/.test(key)));
    const [key = "", count = 0] = Object.entries(uses).toSorted(([, a], [, b]) => b - a)[0] ?? [];
    expect(count).toBeGreaterThan(1);
    const found = await answer("key-used", { key });
    expect(found.reduce((sum, { requests }) => sum + Number(requests), 0)).toBe(count);
  });

  it("new-addresses names the addresses beside each principal's first", async () => {
    const found = await answer("new-addresses");
    for (const { firstseen, principalsince, addresses } of found) {
      expect(String(firstseen) > String(principalsince)).toBe(true);
      expect(Number(addresses)).toBeGreaterThan(1);
    }
    expect(found.length).toBeGreaterThan(0);
    expect(await answer("new-addresses", { after: "2030-01-01" })).toEqual([]);
  });

  it("actor-timeline and address-timeline show all there is of one", async () => {
    const actor = "user/bert-jan";
    const ofActor = events.filter((one) => one.actor.id.includes(actor) || (one.actor.arn ?? "").includes(actor));
    expect(await answer("actor-timeline", { actor })).toHaveLength(ofActor.length);
    const [address = ""] = Object.entries(counts(events.map(addressOf))).toSorted(([, a], [, b]) => b - a)[0] ?? [];
    const fromThere = events.filter((one) => addressOf(one) === address);
    expect(await answer("address-timeline", { address })).toHaveLength(fromThere.length);
    expect(await answer("address-timeline", { address: `::ffff:${address}` })).toHaveLength(fromThere.length);
  });

  it("keeps to its days", async () => {
    const days = { since: "2023-07-10", until: "2023-07-10" };
    const denied = events.filter(
      ({ errorCode, record }) => isDenied(errorCode) && String(record["eventTime"]).startsWith("2023-07-10"),
    );
    expect(sums(await answer("denied-requests", days), "address", "denied")).toEqual(counts(denied.map(addressOf)));
  });

  it("the access log's hunts see what its lines say", async () => {
    const set = AddressSet.of(["192.0.2.0/24"]);
    const fromOutside = lines.filter((line) => {
      const address = remoteIp(line);
      return address !== undefined && !set.has(address) && line.actor.kind !== "service";
    });
    expect(
      sums(await answer("access-log-outside-allowlist", { networks: "192.0.2.0/24" }), "address", "requests"),
    ).toEqual(counts(fromOutside.map((line) => remoteIp(line) ?? "")));
    const batch = lines.filter(({ operation }) => operation === "BATCH.DELETE.OBJECT");
    expect(await answer("access-log-batch-deletes")).toHaveLength(batch.length);
    const anonymous = lines.filter((line) => line.actor.kind === "anonymous" && remoteIp(line) !== undefined);
    expect(sums(await answer("access-log-anonymous"), "address", "requests")).toEqual(
      counts(anonymous.map((line) => remoteIp(line) ?? "")),
    );
    const sent = lines.reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0);
    expect((await answer("access-log-bytes-out")).reduce((sum, { bytesout }) => sum + Number(bytesout), 0)).toBe(sent);
    const plain = lines.filter(
      (line) =>
        remoteIp(line) !== undefined &&
        /^(?:REST|WEBSITE)\./.test(line.operation) &&
        !/^TLSv1\.[23]$/.test(line.tlsVersion ?? ""),
    );
    expect(counted(await answer("access-log-old-tls"))).toBe(plain.length);
  });
});

function eventsIn(folder: string): readonly CloudTrailEvent[] {
  const byId = new Map<string, CloudTrailEvent>();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), "utf8").split("\n").filter(Boolean)) {
      const parsed = parseCloudTrail(JSON.parse(line));
      if (parsed.kind === "event" && !byId.has(parsed.event.id)) byId.set(parsed.event.id, parsed.event);
    }
  }
  return [...byId.values()];
}

function linesIn(folder: string): readonly AccessLogEvent[] {
  const byId = new Map<string, AccessLogEvent>();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), "utf8").split("\n").filter(Boolean)) {
      const parsed = parseAccessLogLine(line);
      if (parsed.kind === "event" && !byId.has(parsed.event.id)) byId.set(parsed.event.id, parsed.event);
    }
  }
  return [...byId.values()];
}

function addressOf({ record }: CloudTrailEvent): string {
  return String(record["sourceIPAddress"] ?? null);
}

function remoteIp({ source }: AccessLogEvent): string | undefined {
  if (source.kind === "public" || source.kind === "private") return source.address;
  return source.kind === "unparseable" ? source.text : undefined;
}

function counts(texts: readonly string[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const text of texts) found[text] = (found[text] ?? 0) + 1;
  return found;
}

function counted(rows: readonly Readonly<Record<string, Cell>>[]): number {
  return rows.reduce((sum, { requests }) => sum + Number(requests), 0);
}

function sums(
  rows: readonly Readonly<Record<string, Cell>>[],
  by: string,
  value: string,
): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const row of rows) found[String(row[by])] = (found[String(row[by])] ?? 0) + Number(row[value]);
  return found;
}
