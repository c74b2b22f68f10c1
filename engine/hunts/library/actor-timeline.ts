import { defineHunt } from "../define-hunt";
import { BUCKET, KEY, PRINCIPAL } from "../sql/sql-parts";

export const actorTimeline = defineHunt({
  id: "actor-timeline",
  title: "One actor's timeline",
  question: "What did this user, role or session do, call by call?",
  log: "CloudTrail",
  table: "cloudtrail",
  parameters: [
    {
      name: "actor",
      type: "text",
      description: "ARN, name of a session or user, or any part of them, as the log spells it",
    },
  ],
  sql: `SELECT eventtime, eventsource, eventname, address, bucket, objectkey, errorcode, region, useragent, session, eventid
FROM (
  SELECT eventtime, eventsource, eventname, sourceipaddress AS address, ${BUCKET} AS bucket, ${KEY} AS objectkey, errorcode,
    awsregion AS region, useragent, useridentity.arn AS session, eventid, ${PRINCIPAL} AS principal
  FROM cloudtrail
  WHERE day BETWEEN :since AND :until
) AS calls
WHERE strpos(principal, :actor) > 0 OR strpos(coalesce(session, ''), :actor) > 0
ORDER BY eventtime, eventid
LIMIT :limit`,
  lookFor: [
    "the first call that does not fit the actor's work, and the address it came from",
    "calls that make a way back: CreateAccessKey, CreateUser, UpdateAssumeRolePolicy, CreateLoginProfile",
    "AssumeRole: what came after it stands under the other role's name",
  ],
});
