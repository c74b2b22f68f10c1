import { deployCommand } from "../lib/command-name";

export const DEPLOY_ALERTING = deployCommand("alerting");
export const DEPLOY_PERIMETER = deployCommand("perimeter");
