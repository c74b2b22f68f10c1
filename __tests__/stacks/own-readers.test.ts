import { EVERYTHING, EVERYTHING_IN_CHINA } from "../../testing/configurations";
import { type Block, synthText } from "../../testing/synth";

const ENRICHED = "\nenrich: {bucketTags: {owner: Owner}}\n";

/** The role that AWS makes for a service, by the resource that switches it on. */
const SERVICE_LINKED = {
  aws_accessanalyzer_analyzer: "access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer",
  aws_guardduty_detector: "guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
  aws_macie2_account: "macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
};

const READS_SETTINGS_OF_BUCKETS = /:policy\/service-role\/AWS_ConfigRole$/;

describe.each([
  ["aws", EVERYTHING],
  ["aws-cn", EVERYTHING_IN_CHINA],
])("every role in partition %s that may touch a protected bucket", (partition, text) => {
  const { every, perimeter } = synthText(`${text}${ENRICHED}`);
  const roles = `arn:${partition}:iam::111122223333:role`;
  const bucketArn = `arn:${partition}:s3:::example-existing`;

  const exempt = new Set<string>(
    JSON.parse(perimeter.the("aws_s3_bucket_policy", "bucket-example-existing").policy).Statement.find(
      ({ Sid }: Block) => Sid === "PalisadePerimeter",
    ).Condition.ArnNotLikeIfExists["aws:PrincipalArn"],
  );

  const mayTouch = (statement: Block): boolean =>
    [statement.Action].flat().some((action: string) => action.startsWith("s3:")) &&
    [statement.Resource]
      .flat()
      .some(
        (resource: string) =>
          resource === "*" || (`${bucketArn}/`.startsWith(resource.replace(/\*.*$/, "")) && resource.includes("*")),
      );

  const deployed = every.flatMap((stack) => {
    const nameOf = (reference: string) =>
      stack.all("aws_iam_role").find(({ id }) => reference.includes(`aws_iam_role.${id}.`))?.block.name ?? reference;
    const inline = stack
      .resources("aws_iam_role_policy")
      .filter(({ policy }) => JSON.parse(policy).Statement.some(mayTouch));
    const attached = stack
      .resources("aws_iam_role_policy_attachment")
      .filter(({ policy_arn }) => READS_SETTINGS_OF_BUCKETS.test(policy_arn));
    return [...inline, ...attached].map(({ role }) => `${roles}/${nameOf(role)}`);
  });

  const switchedOn = Object.entries(SERVICE_LINKED).flatMap(([type, role]) =>
    every.some((stack) => stack.resources(type).length > 0) ? [`${roles}/aws-service-role/${role}`] : [],
  );

  it("is exempt from the Deny by its ARN", () => {
    expect(new Set(deployed)).toEqual(
      new Set(["detector", "close-incidents", "access-logs", "config"].map((name) => `${roles}/palisade-${name}`)),
    );
    expect(switchedOn).toHaveLength(3);
    for (const arn of [...deployed, ...switchedOn]) expect(exempt).toContain(arn);
  });
});
