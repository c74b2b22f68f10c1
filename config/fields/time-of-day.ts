import { text } from "./schema-builders";

export const timeOfDay = text(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
  what: "not a time of day in quotes",
  expected: '"20:00", from "00:00" to "23:59"',
  fix: "write two digits for the hour and for the minute, in quotes",
});
