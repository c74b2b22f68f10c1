import { arnOf } from "@palisade/engine/arn";
import { HANDLERS } from "@palisade/functions/platform/requirements";
import type { PalisadeConfig } from "../../../config/config";
import { lookAtFunction } from "../look-at-function";
import type { Probe } from "../probe";
import { readerLine } from "../reader-line";

/** The functions are ready, know their surroundings, and do not fail. */
export const functions: Probe = {
  id: "functions",
  title: "the functions are ready and do not fail",
  needs: ["identity"],
  look: async (surroundings) => {
    const { config } = surroundings;
    const { names } = config;
    const knows = "knows table and topic";
    const lines = await Promise.all([
      lookAtFunction(
        names.function,
        { variables: variables(HANDLERS.detector.environment, config), knows },
        surroundings,
      ),
      readerLine({ queue: names.queue, reader: names.function }, surroundings),
      lookAtFunction(
        names.closer,
        { variables: variables(HANDLERS.closeIncidents.environment, config), knows },
        surroundings,
      ),
      ...(config.digest
        ? [
            lookAtFunction(
              names.digest,
              { variables: variables(HANDLERS.digest.environment, config), knows },
              surroundings,
            ),
          ]
        : []),
    ]);
    return lines.flat();
  },
};

function variables({ incidentsTable, topicArn }: typeof HANDLERS.detector.environment, config: PalisadeConfig) {
  return { [incidentsTable]: config.names.table, [topicArn]: arnOf(config, "sns", config.names.topic) };
}
