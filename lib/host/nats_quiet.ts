/**
 * Keeps the program from being ended by an error of a socket that the client has let go of: on a refused login it
 * takes its listeners away before the connection breaks. What is returned ends it.
 */
export function quietly(): () => void {
  const heed = (event: ErrorEvent) => {
    if (isOfSocket(event.error)) event.preventDefault();
  };
  addEventListener("error", heed);
  return () => removeEventListener("error", heed);
}

function isOfSocket(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error &&
    /^(ECONNRESET|EPIPE|ECONNABORTED|ENOTCONN)$/.test(String(error.code));
}
