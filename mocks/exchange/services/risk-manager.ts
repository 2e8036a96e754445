import { SpanKind } from '@opentelemetry/api';
import { formatShort } from '../market/decimal';
import { CASH_DECIMALS, cashOf, instrumentOf, priceBand, quantitySentence } from '../market/instruments';
import type { Service } from '../messaging/service';
import { ACCEPTED, type ClientOrder, refuse, type Verdict } from '../orders/types';
import { processing, verdictAttributes } from './attributes';
import type { Topics } from './topics';

/** Most that one order may be worth, in whole units of the quote currency. */
const MAX_NOTIONAL = 1_000_000;

/** Says whether an order makes sense and whether it is too much of a risk. */
export function startRiskManager(service: Service, topics: Topics): void {
  service.receive(topics.validateOrder, (order) =>
    service.span(
      'validate_order',
      { kind: SpanKind.SERVER, attributes: processing(topics.validateOrder) },
      async (span) => {
        await service.work(1, 5);
        const verdict = validate(order);
        span.setAttributes(verdictAttributes(verdict));
        return verdict;
      },
    ),
  );

  service.receive(topics.checkRisk, (order) =>
    service.span('check_risk', { kind: SpanKind.SERVER, attributes: processing(topics.checkRisk) }, async (span) => {
      await service.work(1, 3);
      const instrument = instrumentOf(order.symbol);
      const notional = cashOf(instrument, BigInt(order.worstPrice) * BigInt(order.lots));
      span.setAttributes({
        'risk.notional': Number(formatShort(notional, CASH_DECIMALS)),
        'risk.limit': MAX_NOTIONAL,
      });
      if (notional <= BigInt(MAX_NOTIONAL) * 10n ** BigInt(CASH_DECIMALS)) {
        span.addEvent('risk_check_passed', {}, service.clock.now());
        return ACCEPTED;
      }
      const worth = formatShort(notional, CASH_DECIMALS);
      const verdict = refuse(
        'risk_limit_notional',
        `The order is worth up to ${worth} ${instrument.quote}; the limit for one order is ${MAX_NOTIONAL}. Split it.`,
      );
      span.setAttributes(verdictAttributes(verdict));
      return verdict;
    }),
  );
}

function validate({ symbol, lots, price }: ClientOrder): Verdict {
  const instrument = instrumentOf(symbol);
  if (lots > instrument.maxLots) return refuse('bad_quantity', quantitySentence(instrument));
  const { low, high, sentence } = priceBand(instrument);
  return price === null || (low <= price && price <= high) ? ACCEPTED : refuse('price_out_of_band', sentence);
}
