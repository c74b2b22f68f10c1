const MOST_BYTES = 64 * 1024;
const LONGEST_MS = 5_000;

/** Gets a small text. Follows no redirect: it could lead to any host, and into the network that this runs in. */
export async function download(url: URL, longestMs = LONGEST_MS): Promise<string> {
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(longestMs) });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`got status ${response.status}, expected 200`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new Error(`got more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
