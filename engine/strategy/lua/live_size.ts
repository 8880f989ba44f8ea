/**
 * How much a script keeps.
 *
 * V8 tells nobody what belongs to whom, and counting what is made (as the meter does) cannot
 * tell what is still in use. So from time to time the host walks everything a script can still
 * reach and adds it up; it stops as soon as the sum is more than anybody may keep.
 */
import { CClosure, COST, LClosure, type LuaState, Table, TString, type TValue } from "./fengari.ts";

/**
 * Bytes of all values reachable from the state and from `held`, at most a little above `enough`.
 */
export function liveSize(L: LuaState, held: readonly TValue[], enough: number): number {
  const walk = new Walk();
  walk.add(L.l_G.l_registry);
  for (const metatable of L.l_G.mt) if (metatable) walk.addTable(metatable);
  for (let i = 0; i < L.top; i++) walk.add(L.stack[i]);
  // Frames are kept for the next call; what they last held is still referred to.
  for (let ci = L.base_ci.next; ci !== null; ci = ci.next) if (ci.func) walk.add(ci.func);
  for (const value of held) walk.add(value);
  return walk.run(enough) + L.stack.length * 8;
}

class Walk {
  readonly #seen = new Set<object>();
  readonly #todo: (Table | LClosure | CClosure)[] = [];
  #size = 0;

  run(enough: number): number {
    while (this.#size <= enough) {
      const next = this.#todo.pop();
      if (next === undefined) break;
      if (next instanceof Table) this.#table(next);
      else if (next instanceof LClosure) this.#closure(next);
      else this.#hostClosure(next);
    }
    return this.#size;
  }

  add(value: TValue | undefined): void {
    const held = value?.value;
    if (held instanceof TString) this.#string(held);
    else if (held instanceof Table) this.addTable(held);
    else if (held instanceof LClosure || held instanceof CClosure) this.#later(held);
  }

  addTable(table: Table): void {
    this.#later(table);
  }

  #later(value: Table | LClosure | CClosure): void {
    if (this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#todo.push(value);
  }

  #string(value: TString): void {
    if (this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#size += COST.string + COST.stringByte * value.realstring.length;
  }

  #table(table: Table): void {
    const dead = table.dead_strong;
    this.#size += COST.table + COST.entry * (table.strong.size + (dead?.size ?? 0));
    for (const entry of table.strong.values()) {
      this.add(entry.key);
      this.add(entry.value);
    }
    // A key that was removed is held by its place in this map only.
    for (const key of dead?.keys() ?? []) {
      if (key instanceof Table || key instanceof LClosure || key instanceof CClosure) {
        this.#later(key);
      } else if (typeof key === "string") this.#size += key.length;
    }
    if (table.metatable) this.#later(table.metatable);
  }

  #closure(closure: LClosure): void {
    this.#cells(closure.upvals);
    for (const inner of closure.p.p) if (inner.cache) this.#later(inner.cache);
    if (closure.p.cache) this.#later(closure.p.cache);
  }

  /** Only `gmatch` makes them, and each drags its state along. */
  #hostClosure(closure: CClosure): void {
    this.#size += COST.closure;
    this.#cells(closure.upvalue);
  }

  #cells(cells: readonly TValue[]): void {
    this.#size += COST.closure + COST.cell * cells.length;
    for (const cell of cells) this.add(cell);
  }
}
