/** What no detection on data events can see, in the same words for all that it concerns. */
export const ACCESS_POINTS = "requests through an access point whose records do not list the bucket behind it";

export const COPIED_ELSEWHERE =
  "copies out of a protected bucket that the trail does not log, as those by other accounts into their own buckets";

export const OTHER_BUCKETS = "buckets that are not protected: their object events are not logged";

/** For these there are detections of their own. */
export const ACCESS_LOGS =
  "what only server access logs show, and s3.access-log-… see there: plain HTTP, wrong signatures, and each key of a batch deletion";

export const BY_SEVERAL = "a caller that spreads the work over several identities, or does it slowly enough";
