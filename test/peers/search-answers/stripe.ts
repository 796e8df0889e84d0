import type { AnsweredRequest } from "./answered-request.js";

export const STRIPE: readonly AnsweredRequest[] = [
  {
    request: "make a new customer with an email and a name",
    snippet: `
      const customer = await stripe.customers.create({ body: { email: "ada@example.com", name: "Ada" } });
      return customer.id;`,
  },
  {
    request: "refund half of a charge because the customer asked for it",
    snippet: `
      const charge = await stripe.charges.get({ charge: "ch_123" });
      const refunded = await stripe.charges.refund({
        charge: "ch_123",
        body: { amount: Math.floor(charge.amount / 2), reason: "requested_by_customer" },
      });
      return refunded.amount_refunded;`,
  },
  {
    request: "which invoices of customer cus_123 are still open and how much is due",
    snippet: `
      const invoices = await stripe.invoices.list({ customer: "cus_123", status: "open" });
      return invoices.data.map((invoice) => ({ id: invoice.id, due: invoice.amount_due }));`,
  },
  {
    request: "cancel subscription sub_123 when its current period ends",
    snippet: `
      const subscription = await stripe.subscriptions.update({
        subscription_exposed_id: "sub_123",
        body: { cancel_at_period_end: true },
      });
      return subscription.id;`,
  },
  {
    request: "move a subscription to another price",
    snippet: `
      const subscription = await stripe.subscriptions.update({
        subscription_exposed_id: "sub_123",
        body: { items: [{ price: "price_456" }] },
      });
      return subscription.status;`,
  },
  {
    request: "list the last payouts to our bank account with amount and arrival date",
    snippet: `
      const payouts = await stripe.payouts.list({ limit: 10 });
      return payouts.data.map((payout) => ({ amount: payout.amount, arrival: payout.arrival_date }));`,
  },
  {
    request: "create a coupon for 20 percent off that lasts three months",
    snippet: `
      const coupon = await stripe.coupons.create({
        body: { percent_off: 20, duration: "repeating", duration_in_months: 3 },
      });
      return coupon.id;`,
  },
  {
    request: "what is our available balance in euros",
    snippet: `
      const balance = await stripe.balance.get();
      return balance.available.filter((part) => part.currency === "eur").map((part) => part.amount);`,
  },
  {
    request: "create a payment link for a price",
    snippet: `
      const link = await stripe.paymentLinks.create({
        body: { line_items: [{ price: "price_123", quantity: 1 }] },
      });
      return link.url;`,
  },
  {
    request: "which disputes need a response and until when",
    snippet: `
      const disputes = await stripe.disputes.list();
      return disputes.data
        .filter((dispute) => dispute.status === "needs_response")
        .map((dispute) => ({ id: dispute.id, until: dispute.evidence_details.due_by }));`,
  },
  {
    request: "attach a payment method to a customer and make it the default for invoices",
    lacks: "the operation that updates a customer",
  },
  {
    request: "add 30 euros for consulting to a customer's next invoice as an invoice item",
    snippet: `
      const item = await stripe.invoiceitems.create({
        body: { customer: "cus_123", amount: 3000, currency: "eur", description: "Consulting" },
      });
      return item.id;`,
  },
  {
    request: "find the customer with the email ada@example.com",
    snippet: `
      const customers = await stripe.customers.list({ email: "ada@example.com" });
      return customers.data.map((customer) => ({ id: customer.id, name: customer.name }));`,
  },
];
