import { CASH_DECIMALS, instrumentOf, SYMBOLS } from '../market/instruments';
import type { Ledger } from '../wallet/ledger';

/** The simulated clients whose orders the flows are; the wallet-service funds them like every other user. */
export const SIMULATED_CLIENTS: readonly string[] = Array.from({ length: 8 }, (_, index) => `SIM-0${index + 1}`);
/** Trades both legs of an arbitrage. Nobody can log in as it. */
export const ARBITRAGEUR = 'SIM-ARB';

/** Of each currency and asset, in whole units. */
const FUNDS = 100_000_000;

/** Pays in what the arbitrageur begins with. */
export function fundArbitrageur(ledger: Ledger): void {
  for (const asset of new Set(SYMBOLS.map(instrumentOf).flatMap(({ base, quote }) => [base, quote]))) {
    ledger.deposit(ARBITRAGEUR, asset, BigInt(FUNDS) * 10n ** BigInt(CASH_DECIMALS));
  }
}
