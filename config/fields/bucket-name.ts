import * as z from "zod";
import { say } from "./schema-builders";

/** What names may look like, for editors; `bucketNameProblem` knows the rest. */
export const BUCKET_NAME_PATTERN = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";

const SHAPE = new RegExp(BUCKET_NAME_PATTERN);
const RESERVED_BEGINNINGS = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_ENDINGS = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/**
 * Why S3 would not take this name for a general purpose bucket; undefined when it would.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketNameProblem(name: string): string | undefined {
  if (name.startsWith("arn:")) return "not a bucket name: write the name without its ARN";
  if (!SHAPE.test(name))
    return "not a bucket name: 3 to 63 of a-z, 0-9, dot and hyphen, first and last a letter or digit";
  if (name.includes("..")) return "not a bucket name: two dots in a row";
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "not a bucket name: looks like an IP address";
  const reserved =
    RESERVED_BEGINNINGS.find((beginning) => name.startsWith(beginning)) ??
    RESERVED_ENDINGS.find((ending) => name.endsWith(ending));
  return reserved && `not a bucket name: AWS reserves ${reserved}`;
}

export const bucketName = z
  .string({
    error: say({ what: "not a bucket name", expected: "the bucket's name as text", fix: "put the name in quotes" }),
  })
  .superRefine((name, context) => {
    const problem = bucketNameProblem(name);
    if (!problem) return;
    const message = `${problem}, got {got}, expected a name that S3 takes, fix: write the name as the S3 console shows it`;
    context.addIssue({ code: "custom", message });
  })
  .meta({ pattern: BUCKET_NAME_PATTERN });
