import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import type { Service } from '../messaging/service';
import { SCHEMA } from './schema';

/** Whole numbers go in either way and always come out as bigint. */
export type Value = string | number | bigint | null;

/** One statement, prepared once. `Row` is what its columns are; the statement's own tests vouch for it. */
export interface Query<Row = never> {
  /** @returns the number of rows that it changed. */
  run(...values: Value[]): number;
  get(...values: Value[]): Row | undefined;
  all(...values: Value[]): Row[];
}

type Operation = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
type Collection = 'user' | 'wallet' | 'position' | 'order';

const NAMESPACE = 'exchange';

/**
 * The exchange's database as one of its services sees it. Calls do not wait, so nothing comes between the statements of a
 * transaction. Made by {@link openDatabase}.
 */
export class Database {
  constructor(
    private readonly connection: DatabaseSync,
    private readonly statements: Readonly<Record<'begin' | 'commit' | 'rollback', StatementSync>>,
    private readonly service: Service | null,
  ) {}

  /** The same database, each call inside a span of this service a CLIENT span of its own. Values never go on spans. */
  tracedBy(service: Service): Database {
    return new Database(this.connection, this.statements, service);
  }

  /**
   * Prepares a statement. Its span is named by what it does to which table, for example `UPDATE wallet`. `idsOf`: correlation
   * ids that are known only from the row that is found.
   */
  query<Row = never>(
    operation: Operation,
    collection: Collection,
    text: string,
    idsOf?: (row: Row) => Attributes,
  ): Query<Row> {
    const statement = this.connection.prepare(text);
    statement.setReadBigInts(true);
    const settings = { kind: SpanKind.CLIENT, attributes: attributesOf(operation, collection, text) };
    const name = `${operation} ${collection}`;
    const { service } = this;
    const call = <Result>(body: (span?: Span) => Result): Result =>
      service ? service.callSpan(name, settings, body) : body();
    return {
      run: (...values) => call(() => Number(statement.run(...values).changes)),
      get: (...values) =>
        call((span) => {
          const row = statement.get(...values) as Row | undefined;
          if (row && idsOf) span?.setAttributes(idsOf(row));
          return row;
        }),
      all: (...values) => call(() => statement.all(...values) as Row[]),
    };
  }

  /** All of it or, when `body` throws, nothing. `body` must not wait. */
  transaction<Result>(body: () => Result): Result {
    const { begin, commit, rollback } = this.statements;
    begin.run();
    try {
      const result = body();
      commit.run();
      return result;
    } catch (error) {
      rollback.run();
      throw error;
    }
  }
}

/** An empty database in memory: the books are in memory too, so there is nothing that could outlive them. */
export function openDatabase(): Database {
  const connection = new DatabaseSync(':memory:');
  connection.exec(SCHEMA);
  const statements = {
    begin: connection.prepare('BEGIN'),
    commit: connection.prepare('COMMIT'),
    rollback: connection.prepare('ROLLBACK'),
  };
  return new Database(connection, statements, null);
}

function attributesOf(operation: Operation, collection: Collection, text: string): Attributes {
  return {
    'db.system.name': 'sqlite',
    'db.namespace': NAMESPACE,
    'db.collection.name': collection,
    'db.operation.name': operation,
    'db.query.text': text.replace(/\s+/g, ' ').trim(),
    'db.query.summary': `${operation} ${collection}`,
  };
}
