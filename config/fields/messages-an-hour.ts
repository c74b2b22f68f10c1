import { wholeNumber } from "./schema-builders";

export const messagesAnHour = wholeNumber(1, 3600).optional();
