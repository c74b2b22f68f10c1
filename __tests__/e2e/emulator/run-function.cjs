// Runs one invocation of a deployed function: node run-function.cjs FOLDER HANDLER ANSWER_FILE SECONDS, the event on stdin.
const fs = require("node:fs");
const path = require("node:path");

const [folder, handler, answerFile, seconds] = process.argv.slice(2);
const [file, name] = handler.split(".");

async function invoke() {
  const event = JSON.parse(fs.readFileSync(0, "utf8"));
  const started = Date.now();
  const context = {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => Number(seconds) * 1000 - (Date.now() - started),
  };
  const answer = await require(path.join(folder, `${file}.js`))[name](event, context);
  fs.writeFileSync(answerFile, JSON.stringify(answer ?? null));
}

invoke().catch((error) => {
  const { name: errorType, message: errorMessage, stack } = error;
  fs.writeFileSync(answerFile, JSON.stringify({ errorType, errorMessage, trace: String(stack).split("\n") }));
  console.error(stack);
  process.exitCode = 1;
});
