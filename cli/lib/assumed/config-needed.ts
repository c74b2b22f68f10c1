import { commandName } from "../command-name";
import { UsageError } from "../usage-error";

/** For what logs alone cannot answer: in the wrong folder a gate would pass, having judged next to nothing. */
export function configNeeded(option: string): UsageError {
  return new UsageError(
    `${option}: got no palisade.yaml, expected a configuration to judge by, fix: --config FILE, or ${commandName()} init LOGS`,
  );
}
