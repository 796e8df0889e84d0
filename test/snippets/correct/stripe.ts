/** Right snippets for Stripe, as models write them, by somebody who has not seen the checks. */
export const stripeSnippets: readonly string[] = [
  `// monthly recurring revenue by currency
const mrr = {};
for await (const sub of stripe.paginate(stripe.subscriptions.list, { status: "active", limit: 100 })) {
  for (const item of sub.items.data) {
    const { unit_amount, recurring, currency } = item.price;
    if (!unit_amount || !recurring) continue;
    const perMonth = { day: 30, week: 52 / 12, month: 1, year: 1 / 12 }[recurring.interval] / recurring.interval_count;
    mrr[currency] = (mrr[currency] || 0) + unit_amount * (item.quantity ?? 1) * perMonth;
  }
}
return Object.keys(mrr).map((c) => \`\${c.toUpperCase()} \${(mrr[c] / 100).toFixed(2)}\`);`,
  `const { data: customers } = await stripe.customers.list({ email: "jane@example.com", limit: 1 });
if (!customers.length) return "no such customer";
const customer = customers[0];
const [subs, invoices] = await Promise.all([
  stripe.subscriptions.list({ customer: customer.id, status: "all" }),
  stripe.invoices.list({ customer: customer.id, limit: 5 }),
]);
return {
  id: customer.id,
  name: customer.name,
  subscriptions: subs.data.map((s) => ({ id: s.id, status: s.status, ends: new Date(s.current_period_end * 1000).toISOString() })),
  invoices: invoices.data.map((inv) => ({ number: inv.number, total: inv.total / 100, paid: inv.paid })),
};`,
  `const since = Math.floor(Date.now() / 1000) - 30 * 24 * 3600;
let charges = [];
let hasMore = true;
let startingAfter;
while (hasMore) {
  const page = await stripe.charges.list({ limit: 100, created: { gte: since }, ...(startingAfter && { starting_after: startingAfter }) });
  charges = charges.concat(page.data);
  hasMore = page.has_more;
  if (page.data.length) startingAfter = page.data[page.data.length - 1].id;
}
const failed = charges.filter((c) => c.status === "failed");
const reasons = failed.reduce((acc, c) => {
  const code = c.failure_code || "unknown";
  acc[code] = (acc[code] || 0) + 1;
  return acc;
}, {});
return { total: charges.length, failed: failed.length, reasons };`,
  `async () => {
  const charge = await stripe.charges.get({ charge: "ch_123" });
  if (charge.refunded) return { skipped: true };
  const refund = await stripe.refunds.create({ body: { charge: charge.id, amount: Math.round(charge.amount / 2), reason: "requested_by_customer" } });
  return { id: refund.id, amount: refund.amount, status: refund.status };
}`,
  `try {
  const c = await stripe.customers.get({ customer: "cus_123" });
  if (c.deleted) return { id: c.id, deleted: true };
  return { id: c.id, email: c.email, balance: (c.balance || 0) / 100 };
} catch (e) {
  return e.message;
}`,
  `// create product with three prices
const product = await stripe.products.create({ body: { name: "Team plan", metadata: { tier: "team" } } });
const plans = [
  ["month", 1500],
  ["month", 2900],
  ["year", 29000],
];
const prices = [];
for (const [interval, amount] of plans) {
  const price = await stripe.prices.create({
    body: { product: product.id, currency: "eur", unit_amount: amount, recurring: { interval, interval_count: 1 } },
  });
  prices.push(price.id);
}
return { product: product.id, prices };`,
  `const customer = await stripe.customers.create({ body: { email: "bob@example.com", name: "Bob", metadata: { source: "import" } } });
await stripe.invoiceitems.create({ body: { customer: customer.id, amount: 5000, currency: "usd", description: "Setup fee" } });
const draft = await stripe.invoices.create({ body: { customer: customer.id, collection_method: "send_invoice", days_until_due: 30 } });
const invoice = await stripe.invoices.finalize({ invoice: draft.id });
return { url: invoice.hosted_invoice_url, due: invoice.due_date && new Date(invoice.due_date * 1000) };`,
  `const overdue = [];
const now = Date.now() / 1000;
for await (const inv of stripe.paginate(stripe.invoices.list, { status: "open", limit: 100 })) {
  if (!inv.due_date || inv.due_date > now) continue;
  overdue.push({ ...pick(inv, ["id", "number", "customer_email", "amount_remaining"]), daysLate: Math.floor((now - inv.due_date) / 86400) });
}
function pick(obj, keys) {
  const out = {};
  for (const key of keys) out[key] = obj[key];
  return out;
}
return overdue.sort((a, b) => b.daysLate - a.daysLate);`,
  `const map = new Map();
const disputes = await stripe.paginate(stripe.disputes.list, { limit: 100 }).toArray();
for (const d of disputes) {
  const list = map.get(d.reason) ?? [];
  list.push(d);
  map.set(d.reason, list);
}
const lost = disputes.filter(({ status }) => ["lost", "charge_refunded"].includes(status));
return {
  byReason: Object.fromEntries([...map.entries()].map(([reason, list]) => [reason, { n: list.length, amount: list.reduce((s, d) => s + d.amount, 0) }])),
  lostShare: disputes.length ? lost.length / disputes.length : 0,
  urgent: disputes.filter((d) => d.status === "needs_response").map((d) => ({ id: d.id, due: d.evidence_details.due_by })),
};`,
  `var names = ['products', 'prices', 'coupons', 'customers']
var out = {}
for (var i = 0; i < names.length; i++) {
  var list = await stripe[names[i]].list({ limit: 100 })
  out[names[i]] = list.data.length + (list.has_more ? '+' : '')
}
return out`,
  `export default async function run() {
  const balance = await stripe.balance.get();
  const sum = (amounts) => amounts.reduce((acc, { amount, currency }) => ({ ...acc, [currency]: (acc[currency] ?? 0) + amount }), {});
  const available = sum(balance.available);
  const pending = sum(balance.pending);
  const currencies = new Set([...Object.keys(available), ...Object.keys(pending)]);
  return [...currencies].map((currency) => ({ currency, available: available[currency] ?? 0, pending: pending[currency] ?? 0 }));
}`,
  `const subscriptionId = "sub_123";
const newPrice = "price_456";
const { data: [item] } = await stripe.subscriptionItems.list({ subscription: subscriptionId, limit: 1 });
if (!item) throw new Error("the subscription has no items");
const proration = "create_prorations";
const updated = await stripe.subscriptions.update({
  subscription_exposed_id: subscriptionId,
  body: { items: [{ id: item.id, price: newPrice }], proration_behavior: proration },
});
return updated.items.data.map((i) => i.price.id);`,
  String.raw`// resume paused subscriptions and clear the trial
const ids = "sub_1, sub_2,sub_3".split(/\s*,\s*/);
const results = await Promise.allSettled(
  ids.map((id) => stripe.subscriptions.update({ subscription_exposed_id: id, body: { pause_collection: "", metadata: { resumed: String(Date.now()) } } })),
);
return results.reduce(
  (acc, r, i) => {
    if (r.status === "fulfilled") acc.ok.push(r.value.id);
    else acc.failed.push({ id: ids[i], message: r.reason?.message });
    return acc;
  },
  { ok: [], failed: [] },
);`,
  `const formatMoney = (amount, currency = "usd") => {
  const zeroDecimal = ["jpy", "krw", "vnd"];
  return zeroDecimal.includes(currency) ? \`\${amount} \${currency}\` : \`\${(amount / 100).toFixed(2)} \${currency}\`;
};
const payouts = await stripe.payouts.list({ limit: 10, status: "paid" });
return payouts.data.map((p) => ({
  arrived: new Date(p.arrival_date * 1000).toISOString().slice(0, 10),
  amount: formatMoney(p.amount, p.currency),
}));`,
  `const customersById = {};
const intents = await stripe.paymentIntents.list({ limit: 50, created: { gte: Math.floor(new Date("2024-05-01").getTime() / 1000) } });
for (const pi of intents.data) {
  const id = typeof pi.customer === "string" ? pi.customer : pi.customer?.id;
  if (!id) continue;
  const entry = (customersById[id] ??= { intents: 0, received: 0 });
  entry.intents++;
  entry.received += pi.amount_received ?? 0;
}
const top = Object.entries(customersById).sort(([, a], [, b]) => b.received - a.received).slice(0, 5);
return Promise.all(top.map(async ([id, stats]) => ({ ...stats, customer: (await stripe.customers.get({ customer: id })).email })));`,
  `function sessionFor({ price, quantity = 1, email, trialDays, coupon } = {}) {
  const body = {
    mode: "subscription",
    success_url: "https://example.com/ok?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://example.com/cancel",
    line_items: [{ price, quantity }],
  };
  if (email) body.customer_email = email;
  if (trialDays) body.subscription_data = { trial_period_days: trialDays };
  if (coupon) body.discounts = [{ coupon }];
  return { body };
}
const session = await stripe.checkout.createSession(sessionFor({ price: "price_123", email: "a@b.co", trialDays: Number("14") }));
return session.url;`,
  `const { balanceTransactions } = stripe;
let fees = 0, net = 0, gross = 0;
const types = {};
for await (const t of stripe.paginate(balanceTransactions.list, { created: { gte: 1714521600, lt: 1717200000 }, limit: 100 })) {
  gross += t.amount;
  fees += t.fee;
  net += t.net;
  types[t.type] = types[t.type] || { count: 0, fee: 0 };
  types[t.type].count++;
  types[t.type].fee += t.fee;
}
return { gross, fees, net, rate: gross ? ((fees / gross) * 100).toFixed(2) + "%" : null, types };`,
  `const { data } = await stripe.customers.listPaymentMethods({ customer: "cus_123", type: "card" });
const today = new Date();
const expiring = data.filter(({ card }) => {
  if (!card) return false;
  const end = new Date(card.exp_year, card.exp_month, 0);
  return (end - today) / 86400000 < 60;
});
return expiring.map((pm) => \`\${pm.card.brand} **** \${pm.card.last4} (\${String(pm.card.exp_month).padStart(2, "0")}/\${pm.card.exp_year})\`);`,
  `class Cohorts {
  #months = new Map();
  add(customer) {
    const d = new Date(customer.created * 1000);
    const key = \`\${d.getUTCFullYear()}-\${String(d.getUTCMonth() + 1).padStart(2, "0")}\`;
    if (!this.#months.has(key)) this.#months.set(key, []);
    this.#months.get(key).push(customer.id);
  }
  toJSON() {
    return Object.fromEntries([...this.#months].map(([k, v]) => [k, v.length]));
  }
}
const cohorts = new Cohorts();
for await (const customer of stripe.paginate(stripe.customers.list, { limit: 100 })) cohorts.add(customer);
return JSON.parse(JSON.stringify(cohorts));`,
  `const coupon = await stripe.coupons.create({ body: { percent_off: 20, duration: "repeating", duration_in_months: 3, name: "Spring" } });
const codes = [];
for (const n of Array.from({ length: 3 }, (_, i) => i + 1)) {
  const promo = await stripe.promotionCodes.create({
    body: { coupon: coupon.id, code: \`SPRING\${n}\`, max_redemptions: 10 * n, expires_at: Math.floor(Date.now() / 1000) + 86400 * 30 },
  });
  codes.push(promo.code);
}
return { coupon: coupon.id, codes };`,
  `async function* pages(args) {
  let after;
  do {
    const page = await stripe.events.list({ ...args, limit: 100, ...(after ? { starting_after: after } : {}) });
    yield page.data;
    after = page.has_more ? page.data.at(-1).id : undefined;
  } while (after);
}
const perDay: Record<string, number> = {};
for await (const events of pages({ type: "invoice.payment_failed" })) {
  for (const event of events as any[]) {
    const day = new Date(event.created * 1000).toISOString().split("T")[0];
    perDay[day] = (perDay[day] || 0) + 1;
  }
}
return perDay;`,
  `const updates = JSON.parse('[{"id":"prod_1","active":false},{"id":"prod_2","name":"New name"}]');
const done = [];
for (const { id, ...body } of updates) {
  const product = await stripe.products.update({ id, body });
  done.push({ id: product.id, name: product.name, active: product.active });
}
return done;`,
  `const invoiceTotals = async (id) => {
  const { data: lines } = await stripe.invoices.listLines({ invoice: id, limit: 100 });
  return lines.map((line) => ({
    what: line.description ?? line.price?.nickname ?? "item",
    days: Math.round((line.period.end - line.period.start) / 86400),
    amount: line.amount,
  }));
};
const { data: paid } = await stripe.invoices.list({ status: "paid", limit: 3 });
const report = {};
for (const invoice of paid) {
  report[invoice.number || invoice.id] = await invoiceTotals(invoice.id);
}
return report;`,
  `const products = new Map();
for (const p of (await stripe.products.list({ active: true, limit: 100 })).data) products.set(p.id, p);
const { data: prices } = await stripe.prices.list({ active: true, limit: 100, expand: ["data.tiers"] });
return prices
  .filter((p) => products.has(p.product))
  .map((p) => ({
    product: products.get(p.product).name,
    price: p.unit_amount === null ? "custom" : \`\${p.unit_amount / 100} \${p.currency}\`,
    every: p.recurring ? \`\${p.recurring.interval_count} \${p.recurring.interval}\` : "once",
  }))
  .sort((a, b) => a.product.localeCompare(b.product));`,
  `// cancel at period end for customers in the list
const emails = ["a@example.com", "b@example.com"];
const log = [];
emailLoop:
for (const email of emails) {
  const found = await stripe.customers.search({ query: \`email:'\${email}'\` });
  for (const customer of found.data) {
    const subs = await stripe.customers.listSubscriptions({ customer: customer.id });
    if (subs.data.length === 0) {
      log.push(email + ": nothing to cancel");
      continue emailLoop;
    }
    for (const s of subs.data) {
      if (s.cancel_at_period_end) continue;
      const { cancel_at } = await stripe.subscriptions.update({ subscription_exposed_id: s.id, body: { cancel_at_period_end: true } });
      log.push(\`\${email}: \${s.id} ends \${cancel_at ? new Date(cancel_at * 1000).toDateString() : "never"}\`);
    }
  }
}
return log.join("\\n");`,
];
