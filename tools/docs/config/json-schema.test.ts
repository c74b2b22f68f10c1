import { readFileSync } from "node:fs";
import path from "node:path";
import { jsonSchema } from "./json-schema";

describe("palisade.schema.json", () => {
  it("is what tools/docs/config/write-docs.ts writes", () => {
    expect(readFileSync(path.join(__dirname, "../../..", "palisade.schema.json"), "utf8")).toBe(jsonSchema());
  });

  it("describes every key, for editors", () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, at: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      for (const [key, value] of Object.entries(schema)) visit(value, `${at}.${key}`);
      const { properties = {} } = schema as { properties?: Record<string, { description?: string }> };
      for (const [key, value] of Object.entries(properties)) if (!value.description) undescribed.push(`${at}.${key}`);
    };
    visit(JSON.parse(jsonSchema()), "");
    expect(undescribed).toEqual([]);
  });
});
