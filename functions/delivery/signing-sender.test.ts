import type { ChannelRequest } from "@palisade/engine/channels/channel-request";
import { createSigningSender } from "./signing-sender";

describe("createSigningSender", () => {
  const sent: ChannelRequest[] = [];
  const credentials = jest.fn(() => ({ accessKeyId: "id", secretAccessKey: "key" }));
  const send = createSigningSender({
    send: async (request) => {
      sent.push(request);
      return { kind: "answered", status: 200 };
    },
    credentials,
    now: () => 0,
  });
  const request = { url: "https://example.com/", headers: { "content-type": "application/json" }, body: "{}" };

  beforeEach(() => {
    sent.length = 0;
    credentials.mockClear();
  });

  it("sends as it is what no service of AWS gets, without asking for credentials", async () => {
    await send(request);
    expect(sent).toEqual([request]);
    expect(credentials).not.toHaveBeenCalled();
  });

  it("signs what a service of AWS gets, and answers what became of it", async () => {
    const answer = await send({ ...request, signFor: { service: "securityhub", region: "eu-central-1" } });
    expect(answer).toEqual({ kind: "answered", status: 200 });
    expect(sent).toEqual([
      {
        ...request,
        headers: {
          "content-type": "application/json",
          "x-amz-date": "19700101T000000Z",
          authorization: expect.stringMatching(
            /^AWS4-HMAC-SHA256 Credential=id\/19700101\/eu-central-1\/securityhub\/aws4_request, SignedHeaders=content-type;host;x-amz-date, /,
          ),
        },
      },
    ]);
  });
});
