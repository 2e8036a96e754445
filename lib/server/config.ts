import path from 'node:path';
import { FillpathError } from '@/lib/base/errors';

/** Settings of the running server, each from one environment variable. The README's table says the same. */
export interface Config {
  /** `PORT`: where this server itself listens; the mock exchange sends its spans there. */
  readonly port: number;
  /** `HOST`: the address that the server listens on. */
  readonly host: string;
  /** `FILLPATH_DATA`: folder of the embedded store and of the ingest journal. */
  readonly dataFolder: string;
  /** `CLICKHOUSE_URL`: a ClickHouse server to use instead of the embedded store; null for embedded. */
  readonly clickhouseUrl: string | null;
  /** `FILLPATH_KEYS`: attribute keys that count as business ids. */
  readonly businessKeys: readonly string[];
  /** `FILLPATH_EXCHANGE`: whether the mock exchange runs. */
  readonly exchange: boolean;
  /** `FILLPATH_MAX_BODY_BYTES`: the largest export request, before and after decompression. */
  readonly maxBodyBytes: number;
  /** `FILLPATH_REDACT`: words that make an attribute's value a secret, or null for the built-in list. */
  readonly redactedWords: readonly string[] | null;
}

export const DEFAULT_BUSINESS_KEYS = [
  'order.id',
  'order_id',
  'client.order_id',
  'batch.id',
  'exchange.order_id',
  'fill.id',
  'user.id',
  'signal.id',
  'arbitrage.id',
] as const;

const DEFAULT_MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Reads the settings. @throws FillpathError that names the variable, when a value makes no sense. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return {
    port: integer(env, 'PORT', 3000, 1, 65_535),
    host: env.HOST || '127.0.0.1',
    dataFolder: path.resolve(/*turbopackIgnore: true*/ env.FILLPATH_DATA || './data'),
    clickhouseUrl: env.CLICKHOUSE_URL ? clickhouseUrl(env.CLICKHOUSE_URL) : null,
    businessKeys: list(env.FILLPATH_KEYS) ?? DEFAULT_BUSINESS_KEYS,
    exchange: onOrOff(env, 'FILLPATH_EXCHANGE', true),
    maxBodyBytes: integer(env, 'FILLPATH_MAX_BODY_BYTES', DEFAULT_MAX_BODY_BYTES, 1024, 1024 ** 3),
    redactedWords: env.FILLPATH_REDACT === undefined ? null : (list(env.FILLPATH_REDACT) ?? []),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

function integer(env: Environment, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new FillpathError('invalid-input', `${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

function onOrOff(env: Environment, name: string, fallback: boolean): boolean {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  if (text === 'on') return true;
  if (text === 'off') return false;
  throw new FillpathError('invalid-input', `${name} must be "on" or "off", not "${text}".`);
}

/** Comma-separated words; null when there are none. */
function list(text: string | undefined): string[] | null {
  const words = (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.length === 0 ? null : [...new Set(words)];
}

function clickhouseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw new FillpathError(
    'invalid-input',
    'CLICKHOUSE_URL must be the HTTP address of a ClickHouse server, for example http://user:password@localhost:8123/default.',
  );
}

/** Where this process reaches its own server: a wildcard address is not one to connect to. */
export function ownUrl({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
