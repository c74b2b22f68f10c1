import { addChannel, EXAMPLE_LINKS, folded, prettyJson } from "../page-text";
import type { ChannelPage } from "../vendor";
import { securityHubAlert } from "./alert";

const TARGET = { partition: "aws", region: "eu-central-1", account: "111122223333", ...EXAMPLE_LINKS };

export const SECURITY_HUB_PAGE: ChannelPage = {
  title: "Security Hub",
  setUp: ["Enable Security Hub in Palisade's account and region.", addChannel("hub: { kind: securityhub }"), "Deploy."],
  behaves:
    "All alerts of an incident are one finding of the account's default product, which stays active until someone resolves it. `AwsAccountId` is Palisade's own account, as Security Hub requires; the account of the event is in `ProductFields`. If Palisade also reads findings from Security Hub, it ignores its own.",
  show: (alert) => folded("The finding", "json", prettyJson(securityHubAlert(alert, TARGET))),
};
