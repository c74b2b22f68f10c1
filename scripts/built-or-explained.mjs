/** What a build gives. Where it could not be written, one sentence and status 2: anything else is a fault of the sources, which a stack tells best. */
export async function builtOrExplained(building, what) {
  try {
    return await building;
  } catch (error) {
    if (error.syscall === undefined) throw error;
    console.error(`palisade: cannot build ${what} (${error.message}), fix: run it once as a user who may write there`);
    process.exit(2);
  }
}
