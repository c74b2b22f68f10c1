/** The same bytes, of which the first chunk holds so many as asked for, or all that come before the end or an error. */
export async function* withHead(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer, void> {
  let head: Buffer | undefined = Buffer.alloc(0);
  try {
    for await (const chunk of chunks) {
      if (head === undefined) {
        yield chunk;
        continue;
      }
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length < bytes) continue;
      const whole: Buffer = head;
      head = undefined;
      yield whole;
    }
  } catch (error) {
    if (head !== undefined && head.length > 0) yield head;
    throw error;
  }
  if (head !== undefined && head.length > 0) yield head;
}
