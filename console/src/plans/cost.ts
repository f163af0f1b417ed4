import type { EstimatedCost } from '../api/types';
import { money } from '../format/sizes';

/** What it would cost by list prices. Where prices are missing the sum is only a part, and that is said. */
export function costWords(cost: EstimatedCost | undefined): string {
  if (cost === undefined) {
    return 'Not known';
  }
  const total = money(cost.total, cost.currency);
  return cost.missing.length === 0 ? `About ${total}` : `${total} and what has no known price: ${cost.missing.join(', ')}`;
}
