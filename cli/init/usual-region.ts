import { STSClient } from "@aws-sdk/client-sts";

/** The region of the environment or the profile, as the SDK finds it. */
export async function usualRegion(): Promise<string | undefined> {
  const client = new STSClient({});
  try {
    return await client.config.region();
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
