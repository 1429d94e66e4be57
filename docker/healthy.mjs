/* global fetch, AbortSignal */
/** Ends with 0 if the server of this container answers that it is well, else with 1: the container's health check. */
const port = process.env.PORT ?? '3000';

try {
  const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(4_000) });
  if (!answer.ok) throw new Error(`GET /health answered ${answer.status}`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
