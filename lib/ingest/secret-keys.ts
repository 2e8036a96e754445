/** What a key that holds a secret is called. A word of two parts is found however it is written: api_key, apiKey, x-api-key. */
export const DEFAULT_SECRET_WORDS: readonly string[] = [
  'authorization',
  'bearer',
  'cookie',
  'cookies',
  'credential',
  'credentials',
  'jwt',
  'mnemonic',
  'passphrase',
  'passwd',
  'password',
  'pwd',
  'secret',
  'token',
  'access_key',
  'api_key',
  'private_key',
  'seed_phrase',
  'signing_key',
];

/** Last parts that tell something about a secret (`token.type`, `secret.name`), or about a token that is an asset. */
const DESCRIBING = new Set(['address', 'kind', 'name', 'status', 'symbol', 'type', 'version']);

/** So many verdicts are remembered, for keys of this length: keys come from outside and might never repeat. */
const MAX_REMEMBERED = 4096;
const LONGEST_REMEMBERED = 128;

type Verdict = 'innocent' | 'secret' | 'secret unless a number';

/**
 * Which attribute keys hold secrets, by the words in them.
 *
 * A key is taken apart at everything that is not a letter and where lower case meets upper case, ignoring case:
 * `http.request.header.X-Api-Key` is http, request, header, x, api, key. It is a secret's when a word's parts stand in it
 * side by side, or when a part ends with the word written together (`dbpassword`, `accesstoken`, `apikey`).
 *
 * Not secret are: keys whose last part describes (`token.type`), and numbers and booleans whose last part is not the word
 * itself (`token.count` = 5, `password_length` = 12, but not `password` = 1234). Plurals are words of their own, so
 * `gen_ai.usage.input_tokens` stays. Takes time linear in the key.
 */
export class SecretKeys {
  private readonly words: readonly { spaced: string; joined: string }[];
  private readonly verdicts = new Map<string, Verdict>();

  /** @param words taken apart like keys; one without letters means nothing */
  constructor(words: readonly string[]) {
    this.words = words
      .map(partsOf)
      .filter((parts) => parts.length > 0)
      .map((parts) => ({ spaced: spaced(parts), joined: parts.join('') }));
  }

  /** @param isNumber whether the value is a number or boolean */
  hides(key: string, isNumber: boolean): boolean {
    let verdict = this.verdicts.get(key);
    if (verdict === undefined) {
      verdict = this.judge(partsOf(key));
      if (this.verdicts.size >= MAX_REMEMBERED) this.verdicts.clear();
      if (key.length <= LONGEST_REMEMBERED) this.verdicts.set(key, verdict);
    }
    return verdict === 'secret' || (verdict === 'secret unless a number' && !isNumber);
  }

  private judge(parts: readonly string[]): Verdict {
    const key = spaced(parts);
    const last = parts.at(-1) ?? '';
    if (this.words.some((word) => key.endsWith(word.spaced) || last.endsWith(word.joined))) return 'secret';
    if (DESCRIBING.has(last)) return 'innocent';
    const isInside = this.words.some(
      (word) => key.includes(word.spaced) || parts.some((part) => part.endsWith(word.joined)),
    );
    return isInside ? 'secret unless a number' : 'innocent';
  }
}

function partsOf(key: string): string[] {
  return key
    .replace(/\p{Ll}(?=\p{Lu})|\p{Lu}(?=\p{Lu}\p{Ll})/gu, '$& ')
    .toLowerCase()
    .split(/\P{L}+/u)
    .filter((part) => part !== '');
}

function spaced(parts: readonly string[]): string {
  return ` ${parts.join(' ')} `;
}
