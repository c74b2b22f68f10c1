import { describeDetection } from "../../../testing/test-detection";
import { s3RansomNote } from "./ransom-note";

const key = (name: string, more = {}) => ({ requestParameters: { key: name }, ...more });

describeDetection(s3RansomNote, {
  record: { eventName: "PutObject", readOnly: false },
  matches: [
    ["how to decrypt", key("documents/finance/HOW_TO_DECRYPT_FILES.txt"), { severity: "critical" }],
    ["the same, written together", key("HowToDecrypt.html"), { severity: "critical" }],
    ["exclamation marks before it", key("!!!DECRYPT_INSTRUCTION!!!.hta"), { severity: "critical" }],
    ["your files are encrypted", key("your-files-are-encrypted.md"), { severity: "critical" }],
    ["files encrypted", key("FILES-ENCRYPTED.txt"), { severity: "critical" }],
    ["files deleted", key("FILES-DELETED.txt"), { severity: "critical" }],
    ["ransom note", key("ransom_note.TXT"), { severity: "critical" }],
    ["ransom alone", key("a/RANSOM.txt"), { severity: "critical" }],
    ["decrypt my files with a number", key("DECRYPT_MY_FILES_42.txt"), { severity: "critical" }],
    ["help to decrypt", key("HELP_DECRYPT.html"), { severity: "critical" }],
    ["pay in bitcoin", key("send-bitcoin.txt"), { severity: "critical" }],
    ["restore my files", key("Restore-My-Files.txt"), { severity: "high" }],
    ["how to recover", key("HOW_TO_RECOVER_DATA.html"), { severity: "high" }],
    ["a copied note", key("ransom-note.txt", { eventName: "CopyObject" }), {}],
    ["a note uploaded in parts", key("ransom-note.txt", { eventName: "CompleteMultipartUpload" }), {}],
  ],
  ignores: [
    ["readme", key("docs/README.md")],
    ["read me", key("READ_ME.txt")],
    ["help", key("help.html")],
    ["info", key("info.txt")],
    ["get started", key("get-started.md")],
    ["save", key("save_game_files.txt")],
    ["a word within a word", key("transomnotes.txt")],
    ["a policy on ransomware", key("policies/ransomware-policy.md")],
    ["decrypted data", key("decrypted.txt")],
    ["a note's words in the folder alone", key("how to decrypt files/data.txt")],
    ["a note's words in another kind of file", key("how_to_decrypt.parquet")],
    ["AWS's own logs", key("AWSLogs/111122223333/how_to_decrypt.txt")],
    ["AWS's own logs in a folder", key("trail/AWSLogs/111122223333/how_to_decrypt.txt")],
    ["a folder", key("ransom.txt/")],
    ["a record without key", key("x", { requestParameters: { key: undefined } })],
    ["a name longer than any note's", key(`${"how to decrypt ".repeat(7000)}.txt`)],
    ["a read", key("ransom-note.txt", { eventName: "GetObject" })],
    ["a refused upload", key("ransom-note.txt", { errorCode: "AccessDenied" })],
    ["a bucket that is not protected", { requestParameters: { key: "ransom-note.txt", bucketName: "somebody-elses" } }],
  ],
});
