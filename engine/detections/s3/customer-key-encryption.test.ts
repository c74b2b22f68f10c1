import { describeCustomerKeyWrites } from "../../../testing/contracts/describe-customer-key-writes";
import { s3CustomerKeyEncryption } from "./customer-key-encryption";

describeCustomerKeyWrites(s3CustomerKeyEncryption, "high");
