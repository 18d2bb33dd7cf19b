/** The environment that steps begin with: that of the Jupyter server, without the keys to it. */

/** Tokens by which Jupyter, its hub and this server know each other; a kernel does not need them, and neither does a step. */
const keys: ReadonlySet<string> = new Set([
  'COLLARD_SECRET',
  'JUPYTER_TOKEN',
  'JUPYTERHUB_API_TOKEN',
  'JUPYTERHUB_COOKIE_HMAC_KEY',
  'CONFIGPROXY_AUTH_TOKEN'
]);

export function callerEnvironment(
  environment: Readonly<Record<string, string | undefined>>
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !keys.has(name) && !name.startsWith('JPY_'))
  );
}
