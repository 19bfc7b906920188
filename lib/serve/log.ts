/** A structured logger, as pino and Fastify have it. Neither texts nor keys are ever given to it. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A line of JSON for each entry, as pino writes them. */
export function jsonLogger(write: (line: string) => void): Logger {
  const at = (level: string) => (fields: object, message: string): void => write(`${JSON.stringify({ time: new Date().toISOString(), level, ...fields, message })}\n`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
