import type { Database, Query } from '../database/database';
import { applyFill, FLAT, type Position } from './position';

export interface OwnedPosition extends Position {
  readonly symbol: string;
}

/**
 * The table of positions. It has one writer, so the copy that is kept here to compute the next state from is what the table
 * says; reports and checks read the table.
 */
export class Positions {
  private readonly latest = new Map<string, Position>();
  private readonly insert: Query;
  private readonly update: Query;
  private readonly ofUser: Query<OwnedPosition>;

  constructor(database: Database) {
    this.insert = database.query(
      'INSERT',
      'position',
      'INSERT INTO position (lots, cost, realised, user_id, symbol) VALUES (?, ?, ?, ?, ?)',
    );
    this.update = database.query(
      'UPDATE',
      'position',
      'UPDATE position SET lots = ?, cost = ?, realised = ? WHERE user_id = ? AND symbol = ?',
    );
    this.ofUser = database.query(
      'SELECT',
      'position',
      'SELECT symbol, lots, cost, realised FROM position WHERE user_id = ? ORDER BY symbol',
    );
  }

  /** What the position becomes by a fill; `lots` is negative for a sale. */
  after(userId: string, symbol: string, lots: number, price: number): Position {
    return applyFill(this.latest.get(keyOf(userId, symbol)) ?? FLAT, BigInt(lots), BigInt(price));
  }

  /** Writes it to the table. Say {@link remember} once that is final. */
  write(userId: string, symbol: string, { lots, cost, realised }: Position): void {
    const statement = this.latest.has(keyOf(userId, symbol)) ? this.update : this.insert;
    statement.run(lots, cost, realised, userId, symbol);
  }

  remember(userId: string, symbol: string, position: Position): void {
    this.latest.set(keyOf(userId, symbol), position);
  }

  /** Every symbol that the user has ever traded. */
  of(userId: string): OwnedPosition[] {
    return this.ofUser.all(userId);
  }
}

function keyOf(userId: string, symbol: string): string {
  return `${userId}\n${symbol}`;
}
