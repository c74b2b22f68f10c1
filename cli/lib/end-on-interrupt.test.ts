import { EventEmitter } from "node:events";
import { endOnInterrupt } from "./end-on-interrupt";

/** A process whose launcher listens already, and what happens to it. */
function launched() {
  const happened: string[] = [];
  const emitter = new EventEmitter();
  emitter.once("SIGINT", () => happened.push("launcher"));
  const stderr = { write: (text: string) => happened.push(text.trim()), isTTY: false };
  const exit = (status: number) => happened.push(`exit ${status}`);
  return { process: Object.assign(emitter, { stderr, exit, kill: () => true, pid: 1 }), happened };
}

it("always has a listener, so that Ctrl-C while the command is loaded is not lost", () => {
  const { process, happened } = launched();
  const left: number[] = [];
  process.on("removeListener", () => left.push(process.listenerCount("SIGINT")));
  endOnInterrupt(process as never);
  expect(left).toEqual([1]);
  process.emit("SIGINT");
  expect(happened).toEqual(["palisade: stopped", "exit 130"]);
});

it("leaves the first Ctrl-C to a command that listens itself", () => {
  const { process, happened } = launched();
  endOnInterrupt(process as never);
  process.once("SIGINT", () => happened.push("command"));
  process.emit("SIGINT");
  expect(happened).toContain("command");
  expect(happened.join()).not.toContain("exit");
});
