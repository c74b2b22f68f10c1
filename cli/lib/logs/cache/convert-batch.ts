import { statSync } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { emptyFileProblem } from "../empty-file";
import { readableCause } from "../readable-cause";
import { accessLines, strayLines } from "./access-lines";
import { CacheWriteError } from "./cache-problem";
import { carefulRecords } from "./careful-records";
import type { Copier } from "./copier";
import { FileTally } from "./file-tally";
import type { LogFile } from "./find-logs";
import { HEAD_BYTES, type LogForm, logForm } from "./log-form";
import { parquetSource } from "./parquet-source";
import { type Part, PartWriter } from "./part-writer";
import { NeedsCare, quickLines, quickList, type TextSink } from "./quick-records";
import { readChunks } from "./read-chunks";
import { copyTo, selectLines, selectRecords } from "./table-sql";

export type TableName = "cloudtrail" | "access_logs";

/** One Parquet file of a batch. */
export interface StoredFile {
  readonly table: TableName;
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
}

/** What became of one file. */
export interface FileReport {
  readonly name: string;
  readonly bytes: number;
  readonly modified: number;
  /** What is readable but no event, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** What cannot be read, by reason. */
  readonly unreadable: Readonly<Record<string, number>>;
}

export interface BatchReport {
  readonly files: readonly FileReport[];
  readonly stored: readonly StoredFile[];
}

export interface Conversion {
  readonly copier: Copier;
  /** For questions that take no time. */
  readonly connection: DuckDBConnection;
  readonly onStored: (bytes: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Converts some files to Parquet in a folder of their own. Resolves when all was read, to what resolves when all was written, so that
 * the next files can be read meanwhile.
 *
 * DuckDB parses the JSON itself, and counts only records that the detector reads without a doubt. Where fewer come out than lines went
 * in, all of these files are read again with care, record by record.
 */
export async function convertBatch(
  files: readonly LogFile[],
  folder: string,
  conversion: Conversion,
): Promise<() => Promise<BatchReport>> {
  const quick = await new Attempt(folder, conversion, false).read(files);
  return async () => {
    const report = await quick.report();
    if (report) return report;
    const careful = await new Attempt(folder, { ...conversion, onStored: () => {} }, true).read(files);
    const certain = await careful.report();
    if (!certain) throw new Error(`DuckDB did not take every record of ${files.map(({ name }) => name).join(", ")}`);
    return certain;
  };
}

/** No file's time: the next run converts it again. */
const LOOK_AGAIN = -1;

class Attempt {
  readonly #folder: string;
  readonly #conversion: Conversion;
  readonly #isCareful: boolean;
  readonly #copies: Promise<StoredFile>[] = [];
  readonly #reports: FileReport[] = [];
  readonly #expected = { cloudtrail: 0, access_logs: 0 };
  #needsCare = false;

  constructor(folder: string, conversion: Conversion, isCareful: boolean) {
    this.#folder = folder;
    this.#conversion = conversion;
    this.#isCareful = isCareful;
  }

  async read(files: readonly LogFile[]): Promise<this> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
    const writers = { cloudtrail: this.#writer("cloudtrail"), access_logs: this.#writer("access_logs") };
    try {
      for (const file of files) {
        this.#conversion.signal?.throwIfAborted();
        const tally = new FileTally();
        const isWhole = await this.#readFile(file, writers, tally);
        const { name, bytes } = file;
        const modified = isWhole ? file.modified : LOOK_AGAIN;
        this.#reports.push({ name, bytes, modified, skipped: tally.skipped, unreadable: tally.unreadable });
      }
    } catch (error) {
      if (!(error instanceof NeedsCare)) throw error;
      this.#needsCare = true;
    } finally {
      writers.cloudtrail.end();
      writers.access_logs.end();
    }
    return this;
  }

  /** Undefined when the files have to be read with care. */
  async report(): Promise<BatchReport | undefined> {
    const copies = await Promise.allSettled(this.#copies);
    const failed = copies.find((copy) => copy.status === "rejected");
    if (failed && this.#isCareful) throw failed.reason;
    if (failed || this.#needsCare) return undefined;
    const stored = copies.flatMap((copy) => (copy.status === "fulfilled" ? [copy.value] : []));
    const isAll = (["cloudtrail", "access_logs"] as const).every(
      (table) => stored.reduce((sum, one) => sum + (one.table === table ? one.rows : 0), 0) === this.#expected[table],
    );
    return isAll ? { files: this.#reports, stored } : undefined;
  }

  #writer(table: TableName): PartWriter {
    return new PartWriter(this.#folder, table, (part) => {
      const copy = this.#copy(table, part);
      // The caller that asks for the report gets the error.
      copy.catch(() => {});
      this.#copies.push(copy);
    });
  }

  async #copy(table: TableName, { path, longest }: Part): Promise<StoredFile> {
    const target = `${path}.parquet`;
    const select = table === "cloudtrail" ? selectRecords(path, longest, this.#isCareful) : selectLines(path, longest);
    const rows = await this.#conversion.copier.copy(copyTo(select, target), path);
    const { size } = await stat(target);
    return { table, file: basename(target), rows, bytes: size };
  }

  /** False when the file system refused, which says nothing of what the file holds. */
  async #readFile(file: LogFile, writers: Writers, tally: FileTally): Promise<boolean> {
    let sink: TextSink | undefined;
    let head: Buffer = Buffer.alloc(0);
    let isParquet = false;
    const begin = () => {
      const form = logForm(head);
      isParquet = form.kind === "parquet";
      const started = this.#sinkFor(form, file, writers, tally);
      sink = started;
      started.push(head);
    };
    let failure = file.bytes === 0 ? emptyFileProblem(file.name) : undefined;
    let isRefused = false;
    try {
      const { onStored } = this.#conversion;
      const onUnread = (reason: string) => tally.fail(reason);
      for await (const chunk of readChunks(file.path, file.bytes, { onStored, onUnread })) {
        this.#conversion.signal?.throwIfAborted();
        await this.#conversion.copier.room();
        if (sink) sink.push(chunk);
        else {
          // Any amount of white space may stand before the first record, and says nothing of the form.
          head = head.length === 0 ? withoutLeadingSpace(chunk) : Buffer.concat([head, chunk]);
          if (head.length >= HEAD_BYTES) begin();
        }
        if (isParquet) break;
      }
    } catch (error) {
      if (error instanceof NeedsCare || error instanceof CacheWriteError || this.#conversion.signal?.aborted)
        throw error;
      failure = readableCause(error);
      isRefused = typeof (error as NodeJS.ErrnoException).code === "string";
    }
    if (!sink) begin();
    if (isParquet) await this.#readParquet(file, tally);
    else (sink as TextSink | undefined)?.end(failure);
    return !isRefused;
  }

  async #readParquet({ path }: LogFile, tally: FileTally): Promise<void> {
    const target = join(this.#folder, `parquet-${this.#copies.length}`);
    try {
      const source = await parquetSource(path, this.#conversion.connection);
      if (source === undefined) return tally.fail("Parquet without the columns of CloudTrail or of an access log");
      const { table, select, rows: all } = source;
      const file = `${target}.parquet`;
      const rows = await this.#conversion.copier.copy(copyTo(select, file), target);
      this.#expected[table] += rows;
      if (rows < all) tally.skip("rows that are no events", all - rows);
      this.#copies.push(stat(file).then(({ size }) => ({ table, file: basename(file), rows, bytes: size })));
    } catch (error) {
      this.#conversion.signal?.throwIfAborted();
      // About the file that is written, not the one that is read.
      if ((error as Error).message.includes(target)) throw error;
      tally.fail(`damaged Parquet: ${readableCause(error).split("\n", 1)[0]}`);
    }
  }

  #sinkFor(form: LogForm, file: LogFile, { cloudtrail, access_logs }: Writers, tally: FileTally): TextSink {
    const count = (table: TableName) => (lines: number) => {
      this.#expected[table] += lines;
    };
    const careful = () => {
      const lines = strayLines(access_logs, tally, count("access_logs"));
      return carefulRecords(cloudtrail, tally, count("cloudtrail"), lines);
    };
    switch (form.kind) {
      case "lines":
        return this.#isCareful ? careful() : quickLines(cloudtrail, count("cloudtrail"));
      case "list":
        return this.#isCareful ? careful() : quickList(form, cloudtrail, count("cloudtrail"));
      case "other":
        return careful();
      case "access-log":
        return accessLines(access_logs, tally, count("access_logs"), () => statSync(file.path).size === file.bytes);
      case "parquet":
        return { push: () => {}, end: () => {} };
      case "empty":
        return nothing(tally);
    }
  }
}

function withoutLeadingSpace(chunk: Buffer): Buffer {
  const start = chunk.findIndex((byte) => !WHITE_SPACE.includes(byte));
  return start < 0 ? Buffer.alloc(0) : chunk.subarray(start);
}

/** As JSON has it, in UTF-8. */
const WHITE_SPACE: readonly number[] = [0x20, 0x09, 0x0a, 0x0d];

interface Writers {
  readonly cloudtrail: PartWriter;
  readonly access_logs: PartWriter;
}

function nothing(tally: FileTally): TextSink {
  return { push: () => {}, end: (failure) => failure !== undefined && tally.fail(failure) };
}
