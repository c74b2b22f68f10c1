import { existsSync } from "node:fs";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { spool } from "./spool";

describe("spool", () => {
  it("reads what can be read only once as often as it is asked, and leaves nothing behind", async () => {
    const { open, remove } = await spool(Readable.from([Buffer.from("one\n"), Buffer.from("two\n")]));
    const first = open() as Readable & { readonly path?: string };
    expect([await text(first), await text(open())]).toEqual(["one\ntwo\n", "one\ntwo\n"]);
    remove();
    expect(existsSync(String(first.path))).toBe(false);
  });

  it("keeps nothing of what breaks off", async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error("cut"));
      },
    });
    await expect(spool(broken)).rejects.toThrow("cut");
  });
});
