import { anAlert } from "../../../testing/fixtures/alert-fixture";
import { received } from "../../../testing/fixtures/received-alert-fixture";
import { slackAlert } from "./alert";
import { slack } from "./slack";

const CONTEXT = { project: "palisade", links: {}, now: () => 0 };

describe("a channel of Slack's", () => {
  it("posts to a webhook, or as a bot into the incident's thread", () => {
    const alert = received(anAlert());
    const webhook = "https://hooks.slack.example/services/T0/B0/x";
    const plain = slack.open({ kind: "slack", webhook: "ssm:/palisade/slack" }, CONTEXT);
    expect(plain.alertRequest(alert, webhook)).toMatchObject({ url: webhook, body: JSON.stringify(slackAlert(alert)) });
    const bot = slack.open({ kind: "slack", token: "ssm:/palisade/bot", channel: "C0123456" }, CONTEXT);
    const posted = bot.alertRequest(alert, "xoxb-1", "1.2");
    expect(posted.url).toBe("https://slack.com/api/chat.postMessage");
    expect(posted.headers["authorization"]).toBe("Bearer xoxb-1");
    expect(JSON.parse(posted.body)).toMatchObject({ channel: "C0123456", thread_ts: "1.2" });
  });
});
