import { bucketChange, DENIED, ELSEWHERE } from "../../../testing/fixtures/bucket-change-fixture";
import { describeDetection } from "../../../testing/test-detection";
import { s3CorsOpened } from "./cors-opened";

const cors = (CORSRule: unknown, parameters = {}, overrides = {}) =>
  bucketChange("PutBucketCors", { cors: "", CORSConfiguration: { CORSRule }, ...parameters }, overrides);
const OPEN = { AllowedOrigin: "*", AllowedMethod: "GET" };

describeDetection(s3CorsOpened, {
  matches: [
    ["reading of any bucket", cors(OPEN, ELSEWHERE), { severity: "low", details: { Methods: "GET" } }],
    ["reading of a protected bucket", cors(OPEN), { severity: "medium" }],
    [
      "writing, in one of many rules",
      cors(
        [
          { AllowedOrigin: "https://example.com" },
          { AllowedOrigin: ["https://example.com", "*"], AllowedMethod: ["GET", "PUT"] },
        ],
        ELSEWHERE,
      ),
      { severity: "medium", details: { Methods: "GET, PUT" } },
    ],
  ],
  ignores: [
    ["a named origin", cors({ AllowedOrigin: ["https://example.com"], AllowedMethod: "GET", AllowedHeader: "*" })],
    ["no rule", cors(undefined)],
    ["a refused change", cors(OPEN, {}, DENIED)],
  ],
});
