import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterning } from "@palisade/engine/preview/interning";
import type { RequestGroup, RequestGroups } from "@palisade/engine/preview/request-group";
import * as z from "zod";
import { CACHE_VERSION, CacheFolder, readLatest } from "../lib/logs/cache/cache-folder";
import { writeWhole } from "../lib/write-whole";
import type { FoundGroups } from "./found-groups";
import { ALL_DAYS, callsSql, linesSql } from "./groups-sql";
import { planeOf } from "./read-origins";

/** Raised when the file changes in a way that the SQL does not show. */
const FORMAT = 5;

/** What a cache answered before, kept beside it: asking again takes longer than deciding. */
export interface StoredGroups {
  readonly read: () => FoundGroups | undefined;
  readonly write: (found: FoundGroups) => void;
}

/** Undefined where there is no complete cache to keep anything of. */
export async function storedGroups(cache: string, buckets: ReadonlySet<string>): Promise<StoredGroups | undefined> {
  const isOne = existsSync(join(cache, "batches"));
  const cacheFolder = isOne ? new CacheFolder(resolve(cache)) : readLatest(resolve(cache));
  const manifest = await cacheFolder?.readManifest();
  if (cacheFolder === undefined || manifest?.version !== CACHE_VERSION) return undefined;
  const batches = (await cacheFolder.readBatches()).filter(({ id }) => manifest.batches.includes(id));
  if (batches.length < manifest.batches.length) return undefined;
  const folder = cacheFolder.path;
  const of = digest(FORMAT, manifest, batches, callsSql([], ALL_DAYS), linesSql([], ALL_DAYS));
  const name = `requests-${of}-${digest([...buckets].toSorted())}.json`;
  return {
    read: () => decode(readText(join(folder, name))),
    write: (found) => {
      try {
        dropOthers(folder, `requests-${of}-`);
        writeWhole(join(folder, name), encode(found), 0o600);
      } catch {
        // A cache that may only be read, or a full disk: the next time it is asked again.
      }
    },
  };
}

/** What was made of the cache as it is no more. */
function dropOthers(folder: string, prefix: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("requests-") && !name.startsWith(prefix)) rmSync(join(folder, name), { force: true });
  }
}

function digest(...values: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const text = z.string().nullable();
/** Numbers of a group: call, identity and place by index, then count, with MFA, first and last seen, and days by index. */
const FIELDS = 8;

const shape = z.object({
  complaints: z.array(z.string()),
  records: z.object({ cloudtrail: z.number(), "access-log": z.number() }),
  span: z.tuple([z.number(), z.number()]).nullable(),
  origins: z.array(z.tuple([text, text, text, text, text, z.boolean(), z.number()])),
  calls: z.array(z.tuple([z.string(), z.string(), z.boolean(), z.boolean(), text])),
  identities: z.array(z.tuple([text, text, text, text, text, text, text, text])),
  // The three that are long are looked at when they are used: each is as good as any other where a file was written whole.
  places: z.array(z.unknown()),
  days: z.array(z.array(z.number())),
  groups: z.array(z.unknown()),
  lines: z.array(z.unknown()),
});

function encode({ groups: found, origins, complaints }: FoundGroups): string {
  const calls = createDictionary();
  const identities = createDictionary();
  const places = createDictionary();
  const days = createDictionary();
  const groups: number[] = [];
  const lines: unknown[] = [];
  const from = found.span?.from ?? 0;
  for (const group of found.groups) {
    const { tuple } = group;
    if (tuple.log === "access-log") {
      lines.push(group);
      continue;
    }
    const { call, identity, sourceAddress = null, vpcEndpointId = null } = tuple;
    groups.push(
      calls.indexOf(Object.values(call)),
      identities.indexOf(Object.values(identity)),
      places.indexOf(vpcEndpointId === null ? sourceAddress : [sourceAddress, vpcEndpointId]),
      group.count,
      group.withMfa,
      group.firstSeen - from,
      group.lastSeen - from,
      days.indexOf(group.days),
    );
  }
  const { records = { cloudtrail: 0, "access-log": 0 }, span } = found;
  const lists = { calls: calls.values, identities: identities.values, places: places.values, days: days.values };
  return JSON.stringify({
    complaints,
    records,
    span: span ? [span.from, span.until] : null,
    origins: origins.map((one) => [
      one.bucket ?? null,
      one.through ?? null,
      one.account ?? null,
      one.region ?? null,
      one.plane ?? null,
      one.isS3,
      one.records,
    ]),
    ...lists,
    groups,
    lines,
  });
}

function createDictionary() {
  const known = new Map<string, number>();
  const values: unknown[] = [];
  return {
    values,
    indexOf: (value: unknown): number => {
      const key = JSON.stringify(value);
      const index = known.get(key) ?? values.push(value) - 1;
      known.set(key, index);
      return index;
    },
  };
}

/** Undefined where there is nothing, or nothing that can be read: then the cache is asked. */
function decode(json: string | undefined): FoundGroups | undefined {
  if (json === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success || parsed.data.groups.length % FIELDS !== 0) return undefined;
  const { complaints, records, span, lines } = parsed.data;
  const groups: RequestGroups = {
    groups: [...groupsOf(parsed.data), ...(lines as RequestGroup[])],
    records,
    span: span ? { from: span[0], until: span[1] } : undefined,
  };
  const origins = parsed.data.origins.map(([bucket, through, account, region, plane, isS3, count]) => ({
    bucket: bucket ?? undefined,
    through: through ?? undefined,
    account: account ?? undefined,
    region: region ?? undefined,
    plane: planeOf(plane),
    isS3,
    records: count,
  }));
  return { groups, origins, complaints };
}

function groupsOf({ span, groups, ...lists }: z.infer<typeof shape>): RequestGroup[] {
  const intern = createInterning();
  const from = span?.[0] ?? 0;
  const numbers = groups as number[];
  const places = lists.places as (string | null | [string | null, string])[];
  const calls = lists.calls.map(([bucket, eventName, hasKey, isManagement, errorCode]) =>
    intern.call({ bucket, eventName, hasKey, isManagement, errorCode: errorCode ?? undefined }),
  );
  const identities = lists.identities.map((fields) => {
    const [type, accountId, arn, principalId, issuer, invokedBy, account, named] = fields.map(
      (one) => one ?? undefined,
    );
    return intern.identity({ type, accountId, arn, principalId, issuer, invokedBy, account, named });
  });
  const found: RequestGroup[] = [];
  for (let at = 0; at < numbers.length; at += FIELDS) {
    const number = (field: number) => numbers[at + field] as number;
    const call = calls[number(0)];
    const identity = identities[number(1)];
    const place = places[number(2)] ?? null;
    const days = lists.days[number(7)];
    if (call === undefined || identity === undefined || days === undefined) continue;
    const [sourceAddress, vpcEndpointId] = Array.isArray(place) ? place : [place, undefined];
    found.push({
      tuple: { log: "cloudtrail", call, identity, sourceAddress: sourceAddress ?? undefined, vpcEndpointId },
      count: number(3),
      withMfa: number(4),
      firstSeen: from + number(5),
      lastSeen: from + number(6),
      days,
    });
  }
  return found;
}
