export const DEPLOY_ALERTING = "npx cdktf deploy alerting";
export const DEPLOY_PERIMETER = "npx cdktf deploy perimeter";
