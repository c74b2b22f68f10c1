import { wholeNumber } from "./schema-builders";

/** How long matches fold into one alert: longer than a day nobody would see that it goes on. */
export const dedupMinutes = wholeNumber(1, 1440);
