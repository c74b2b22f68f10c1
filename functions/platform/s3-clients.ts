import { S3Client } from "@aws-sdk/client-s3";
import { FAIL_FAST } from "./fail-fast";

/** A stream that stands still for so long has broken; it stands still, too, while what was read of it is recorded. */
const SILENCE_MS = 60_000;

/** Clients by region, each made when it is first asked for; for the function's own region where none is said. */
export function createS3Clients(): (region: string | undefined) => S3Client {
  const clients = new Map<string | undefined, S3Client>();
  const requestHandler = { ...FAIL_FAST.requestHandler, socketTimeout: SILENCE_MS };
  return (region) => {
    const client =
      clients.get(region) ?? new S3Client({ ...FAIL_FAST, requestHandler, ...(region !== undefined && { region }) });
    clients.set(region, client);
    return client;
  };
}
