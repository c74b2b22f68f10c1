/**
 * Version of the JSON that is published for machines. It goes up when a field is renamed, removed or means something else; a new
 * field does not raise it.
 */
export const ALERT_SCHEMA = 1;
