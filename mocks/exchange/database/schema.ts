/**
 * The tables of one exchange run. Money is whole units of 10^-8, prices are ticks, quantities lots: SQLite's 64-bit integers
 * hold each of them exactly, and a sum that would not fit is an error there, never a float.
 */
export const SCHEMA = `
CREATE TABLE user (
  user_id       TEXT PRIMARY KEY,
  username      TEXT NOT NULL UNIQUE,
  salt          TEXT NOT NULL,
  password_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- funded: what was paid in from outside. A house account is the other side of every fill and may owe; a client may not,
-- whatever the code believes.
CREATE TABLE wallet (
  owner    TEXT NOT NULL,
  currency TEXT NOT NULL,
  balance  INTEGER NOT NULL DEFAULT 0,
  reserved INTEGER NOT NULL DEFAULT 0,
  funded   INTEGER NOT NULL DEFAULT 0,
  house    INTEGER NOT NULL,
  PRIMARY KEY (owner, currency),
  CHECK (house OR (reserved >= 0 AND balance >= reserved))
) STRICT, WITHOUT ROWID;

-- cost and realised in ticks times lots; lots and cost are negative while more was sold than bought.
CREATE TABLE position (
  user_id  TEXT NOT NULL,
  symbol   TEXT NOT NULL,
  lots     INTEGER NOT NULL,
  cost     INTEGER NOT NULL,
  realised INTEGER NOT NULL,
  PRIMARY KEY (user_id, symbol)
) STRICT, WITHOUT ROWID;

-- seq is the order of arrival. price and quantity are as they were written; a rejected order has no lots, because it may
-- never have made sense. finished counts the orders that are done, null while one is open. Times are texts of Unix
-- nanoseconds, as the API gives them.
CREATE TABLE "order" (
  seq             INTEGER PRIMARY KEY,
  order_id        TEXT NOT NULL UNIQUE,
  client_order_id TEXT NOT NULL,
  user_id         TEXT NOT NULL,
  symbol          TEXT NOT NULL,
  side            TEXT NOT NULL,
  type            TEXT NOT NULL,
  price           TEXT,
  quantity        TEXT NOT NULL,
  time_in_force   TEXT NOT NULL,
  worst_price     INTEGER,
  lots            INTEGER,
  filled_lots     INTEGER NOT NULL DEFAULT 0,
  cancelled_lots  INTEGER NOT NULL DEFAULT 0,
  notional        INTEGER NOT NULL DEFAULT 0,
  state           TEXT NOT NULL,
  reason          TEXT NOT NULL DEFAULT '',
  -- NULL when the trace is not recorded (sampling).
  trace_id        TEXT,
  received_at     TEXT NOT NULL,
  updated_at      TEXT NOT NULL,
  finished        INTEGER UNIQUE,
  CHECK (lots IS NULL OR filled_lots + cancelled_lots <= lots)
) STRICT;

-- A rejected order does not use its client order id up.
CREATE UNIQUE INDEX order_client_id ON "order" (user_id, client_order_id) WHERE lots IS NOT NULL;
CREATE INDEX order_of_user ON "order" (user_id, seq);

-- What the forgotten orders traded, so that positions still add up when their orders are gone.
CREATE TABLE fill_total (
  user_id  TEXT NOT NULL,
  symbol   TEXT NOT NULL,
  side     TEXT NOT NULL,
  lots     INTEGER NOT NULL,
  notional INTEGER NOT NULL,
  PRIMARY KEY (user_id, symbol, side)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER order_forgotten AFTER DELETE ON "order" WHEN OLD.filled_lots > 0 BEGIN
  INSERT INTO fill_total VALUES (OLD.user_id, OLD.symbol, OLD.side, OLD.filled_lots, OLD.notional)
  ON CONFLICT DO UPDATE SET lots = lots + excluded.lots, notional = notional + excluded.notional;
END;
`;
