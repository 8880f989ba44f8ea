import type { ResultTrade } from "../charts/result/mod.ts";
import { money, price, quantity, signed, trend } from "../format/numbers.ts";
import { duration } from "../format/times.ts";
import { reasonWords } from "../format/words.ts";
import type { ReportData } from "./report_data.ts";

const ROWS = 50;

interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  text(trade: ResultTrade, steps: Steps): string;
  readonly sign?: (trade: ResultTrade) => number;
}

interface Steps {
  readonly price: number;
  readonly quantity: number;
}

const moment = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");

const COLUMNS: readonly Column[] = [
  { name: "Entry (UTC)", isNumber: false, text: (t) => moment(t.entryTime) },
  { name: "Symbol", isNumber: false, text: (t) => t.symbol },
  { name: "Side", isNumber: false, text: (t) => t.side.toLowerCase() },
  { name: "Quantity", isNumber: true, text: (t, s) => quantity(t.quantity, s.quantity) },
  { name: "Entry", isNumber: true, text: (t, s) => price(t.entryPrice, s.price) },
  { name: "Exit", isNumber: true, text: (t, s) => price(t.exitPrice, s.price) },
  { name: "Held", isNumber: true, text: (t) => duration(t.exitTime - t.entryTime) },
  { name: "Fees", isNumber: true, text: (t) => money(t.fees) },
  { name: "P&L", isNumber: true, text: (t) => signed(t.pnl), sign: (t) => t.pnl },
  { name: "Reason", isNumber: false, text: (t) => reasonWords(t.reason) },
];

/** The trades, a page at a time. */
export function showTrades({ trades: packed }: ReportData, trades: readonly ResultTrade[]): void {
  const section = document.getElementById("trades");
  const table = section?.querySelector("table");
  const status = section?.querySelector("output");
  if (!section || !table || !status || trades.length === 0) return;
  const steps = new Map(packed.symbols.map((symbol, i) => [symbol, {
    price: packed.priceSteps[i] ?? 1,
    quantity: packed.quantitySteps[i] ?? 1,
  }]));
  const pages = Math.ceil(trades.length / ROWS);
  let page = 0;
  const show = () => {
    const from = page * ROWS;
    const shown = trades.slice(from, from + ROWS);
    const body = document.createElement("tbody");
    body.append(...shown.map((trade) => rowOf(trade, steps.get(trade.symbol)!)));
    table.tBodies[0]?.remove();
    table.append(body);
    status.textContent = `${from + 1} to ${from + shown.length} of ${trades.length}`;
    for (const button of section.querySelectorAll("button")) {
      button.disabled = page + Number(button.value) < 0 || page + Number(button.value) >= pages;
    }
  };
  table.createTHead().append(headRow());
  for (const button of section.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      page += Number(button.value);
      show();
    });
  }
  show();
}

function headRow(): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.append(...COLUMNS.map(({ name, isNumber }) => {
    const cell = document.createElement("th");
    cell.textContent = name;
    cell.scope = "col";
    if (isNumber) cell.className = "number";
    return cell;
  }));
  return row;
}

function rowOf(trade: ResultTrade, steps: Steps): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.append(...COLUMNS.map(({ text, isNumber, sign }) => {
    const cell = document.createElement("td");
    cell.textContent = text(trade, steps);
    const classes = [isNumber ? "number" : "", sign ? `is-${trend(sign(trade))}` : ""];
    cell.className = classes.join(" ").trim();
    return cell;
  }));
  return row;
}
