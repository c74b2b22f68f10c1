import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Fields } from "@palisade/engine/events/fields";
import { cloudTrail } from "../../testing/fixtures/cloudtrail-fixture";
import { detectorSettings } from "../../testing/test-detection";
import type { Scope } from "../lib/not-judged/scope";
import { htmlReport } from "./html-report";
import { replay } from "./replay";

const HOSTILE = "</li><script>alert(1)</script>\"'&\u202e\u001b[31m{{7*7}}";
const MADE_AT = Date.UTC(2026, 2, 2);

const settings = detectorSettings();
const scope: Scope = {
  account: settings.account,
  trustedAccounts: new Set(),
  regions: new Set(["eu-central-1"]),
  buckets: new Map(settings.perimeters.flatMap(({ buckets }) => buckets.map((name) => [name, "eu-central-1"]))),
  otherKnownBuckets: new Set(),
};
const question = {
  project: "palisade",
  settings,
  scope,
  runbooks: "https://example.com/runbooks",
  gate: undefined,
  assumed: undefined,
};

async function pageOf(...records: readonly unknown[]): Promise<string> {
  const stdin = Readable.from(
    records.map((record) => Buffer.from(`${typeof record === "string" ? record : JSON.stringify(record)}\n`)),
  );
  return htmlReport(await replay(["-"], { settings, scope, threads: 1, stdin }), question, MADE_AT);
}

let next = 0;
const refused = (overrides: Fields = {}) =>
  cloudTrail({ eventID: `event-${next++}`, errorCode: "AccessDenied", eventCategory: "Data", ...overrides });

describe("replay's HTML report", () => {
  it("shows each alert with its evidence, on a timeline, and by principal", async () => {
    const page = await pageOf(refused(), refused({ eventTime: "2026-03-01T12:00:00Z" }));
    expect(page).toContain("<h1>2 alerts, highest severity medium</h1>");
    expect(page.match(/<a class="mark medium" href="#alert-\d">/g)).toHaveLength(2);
    expect(page.match(/<li class="card medium" id="alert-\d">/g)).toHaveLength(2);
    expect(page).toContain("<dt>Events</dt>");
    expect(page).toContain('href="https://example.com/runbooks/s3.blocked-outside-allowlist.md"');
    expect(page).toMatch(/<td class="name">arn:<wbr>aws:<wbr>/);
  });

  it("draws a timeline of an hour around records of one moment", async () => {
    const names = [...(await pageOf(refused())).matchAll(/class="tick-name[^>]*>([^<]+)</g)].map(([, name]) => name);
    expect(names).toEqual(["03-01 09:45", "03-01 10:00", "03-01 10:15", "03-01 10:30", "03-01 10:45"]);
  });

  it("has no markup and no script from a log, and loads nothing", async () => {
    const page = await pageOf(
      refused({
        userAgent: HOSTILE,
        requestParameters: { bucketName: "sensitive-data", key: HOSTILE },
        userIdentity: { type: "IAMUser", arn: HOSTILE, accountId: HOSTILE, principalId: HOSTILE },
        sourceIPAddress: HOSTILE,
      }),
      HOSTILE,
    );
    expect(page).not.toMatch(/<script|javascript:|<link|<img|<iframe|\son\w+=|@import|url\(|\sstyle=/i);
    expect(page).not.toMatch(/[^\P{C}\n]/u);
    expect(page).toContain("&lt;script&gt;");
  });

  it("is well-formed, whatever was in the log", async () => {
    const page = await pageOf(
      refused({ userAgent: HOSTILE }),
      refused({ userIdentity: { type: "IAMUser", arn: HOSTILE } }),
    );
    const open: string[] = [];
    for (const [, slash, name = "", rest = ""] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
      if (slash === "/") expect(open.pop()).toBe(name);
      else if (!rest.endsWith("/") && !["meta", "wbr", "input"].includes(name)) open.push(name);
    }
    expect(open).toEqual([]);
  });

  it("lets a browser take its own style and nothing else", async () => {
    const page = await pageOf(refused());
    const style = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  it("says before everything else what it is not about", async () => {
    const page = await pageOf(
      refused(),
      refused({ requestParameters: { bucketName: "other", key: "a" } }),
      '{"Records":[{"eventName":',
    );
    expect(page.indexOf("This report does not cover everything")).toBeLessThan(page.indexOf("Timeline"));
    expect(page).toContain("Not judged: 1 request to 1 bucket without a perimeter (other 1).");
    expect(page).toContain("Not read: -: cut off");
  });

  it("is no all-clear where nothing is known, or not everything was judged", async () => {
    const elsewhere = cloudTrail({ requestParameters: { bucketName: "other", key: "a" } });
    expect(await pageOf(elsewhere)).toContain("<h1>Nothing is known</h1>");
    const calm = cloudTrail({ eventID: "calm", sourceIPAddress: "203.0.113.9", eventCategory: "Data" });
    expect(await pageOf(calm, elsewhere)).toContain("<h1>No alerts in what was judged</h1>");
    const page = await pageOf(calm);
    expect(page).toContain("<h1>No alerts</h1>");
    expect(page).toMatch(/<dt>No records of<\/dt><dd>.*S3 server access logs \(\d detections\)/);
  });
});
