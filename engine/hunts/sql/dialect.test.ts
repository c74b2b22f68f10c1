import { toTrino } from "./dialect";

describe("toTrino", () => {
  it("writes out the functions that Trino has not, wherever they are", () => {
    expect(toTrino("SELECT address_hex(sourceipaddress), coalesce(address_hex(element_at(x, 1)), 'a') FROM t")).toBe(
      "SELECT to_hex(CAST(TRY_CAST(sourceipaddress AS IPADDRESS) AS VARBINARY)), " +
        "coalesce(to_hex(CAST(TRY_CAST(element_at(x, 1) AS IPADDRESS) AS VARBINARY)), 'a') FROM t",
    );
    expect(toTrino("json_text(replace(a, ')', ','), '$.b')")).toBe(
      "json_format(json_extract(replace(a, ')', ','), '$.b'))",
    );
  });

  it("refuses a call without an end", () => {
    expect(() => toTrino("address_hex(a")).toThrow("not closed");
    expect(() => toTrino("address_hex('a")).toThrow("not closed");
  });
});
