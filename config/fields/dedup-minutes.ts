import { wholeNumber } from "./schema-builders";

/** How long matches fold into one alert; after a day at most it is sent again while it goes on. */
export const dedupMinutes = wholeNumber(1, 1440);
