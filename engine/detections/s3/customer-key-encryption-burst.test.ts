import { describeCustomerKeyWrites } from "../../../testing/contracts/describe-customer-key-writes";
import { s3CustomerKeyEncryptionBurst } from "./customer-key-encryption-burst";

describeCustomerKeyWrites(s3CustomerKeyEncryptionBurst, "critical");
