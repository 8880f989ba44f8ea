/**
 * What is changed in fengari's source on its way into the bundle, and why.
 *
 * Every change says how often its text has to be found; a fengari that looks different fails the
 * build instead of running without a limit.
 */
export interface Patch {
  /** File in fengari's `src/`. */
  readonly file: string;
  readonly find: string | RegExp;
  readonly put: string | ((found: string) => string);
  /** How often `find` has to occur. */
  readonly times: number;
}

const once = (file: string, find: string | RegExp, put: Patch["put"]): Patch => ({
  file,
  find,
  put,
  times: 1,
});

/** Makes the meter reachable; {@link METER} and {@link FORMAT} are resolved by the plugin. */
export const METER = "trading-simulator:meter";
export const FORMAT = "trading-simulator:format";
const METERED = [
  "defs",
  "lauxlib",
  "lcode",
  "ldo",
  "lobject",
  "lparser",
  "lstring",
  "lstrlib",
  "ltable",
  "ltablib",
  "lutf8lib",
  "lvm",
];
const useMeter: Patch[] = METERED.map((name) =>
  once(
    `${name}.js`,
    /^"use strict";\n/,
    `"use strict";\nconst { meter, COST } = require("${METER}");\n`,
  )
);

/** `delete` turns the stack into a slow dictionary; giving up the reference is what counts. */
const noDelete: Patch[] = [
  ["lapi.js", 18],
  ["ldebug.js", 1],
  ["ldo.js", 5],
  ["lparser.js", 1],
  ["ltm.js", 1],
  ["lvm.js", 3],
].map(([file, times]) => ({
  file: String(file),
  find: /delete ((?:L|from)\.stack\[[^\]]+\])/g,
  put: "$1 = void 0",
  times: Number(times),
}));

/** The interpreter's own assertions cost 10 % of a call. */
const noAssertions: Patch[] = [
  ["ldo.js", 13],
  ["lobject.js", 5],
  ["lstring.js", 5],
  ["ltable.js", 5],
  ["ltm.js", 1],
  ["lvm.js", 11],
].map(([file, times]) => ({
  file: String(file),
  find: /^ *lua_assert\(.*\);.*$/gm,
  put: ";",
  times: Number(times),
}));

/** The worker has no permission to read the environment; the stack is smaller than Lua's. */
const surroundings: Patch[] = [
  once(
    "luaconf.js",
    "const conf = (process.env.FENGARICONF ? JSON.parse(process.env.FENGARICONF) : {});",
    "const conf = {};",
  ),
  once("luaconf.js", "conf.LUAI_MAXSTACK || 1000000", "20000"),
  once(
    "defs.js",
    "Uint8Array.from.bind(Uint8Array)",
    `(a) =>
    a instanceof Uint8Array ? a.slice() : Uint8Array.from(a)`,
  ),
  // Needed for one empty function only; it would pull in io, os, package and debug.
  once("lstrlib.js", "require('./lualib.js')", "{ lua_assert() {} }"),
  once("ltablib.js", "require('./lualib.js')", "{ lua_assert() {} }"),
];

/** Budgets count in the interpreter's loop, and no `pcall` of a script catches their end. */
const instructions: Patch[] = [
  once(
    "lvm.js",
    `if (L.hookmask & (LUA_MASKLINE | LUA_MASKCOUNT)) {
            ldebug.luaG_traceexec(L);
        }`,
    "if (--meter.ticks < 0) meter.refill();",
  ),
  once(
    "ldo.js",
    /if \(lj\.status === LUA_OK\) \{\n +\/\* error was not thrown via luaD_throw[\s\S]+?\n {8}\}\n {4}\}\n/,
    `if (e !== lj) {
            L.errorJmp = lj.previous;
            L.nCcalls = oldnCcalls;
            throw e;
        }
    }
`,
  ),
  once("lvm.js", "b = n;  /* get all var. arguments */", "b = n; meter.work(n);"),
  once("lvm.js", "t = tm;  /* else try to access 'tm[key]' */", "t = tm; meter.work(1);"),
  once("lvm.js", "t = tm;  /* else repeat assignment over 'tm' */", "t = tm; meter.work(1);"),
  once(
    "ltable.js",
    "while (!luaH_getint(t, i).ttisnil()) i++;",
    `while (!luaH_getint(t, i).ttisnil()) {
                i++;
                meter.work(1);
            }`,
  ),
  once(
    "ltable.js",
    "do {\n                entry = entry.n;",
    "do {\n                meter.work(1); entry = entry.n;",
  ),
  once(
    "lvm.js",
    "let l = luaS_hashlongstr(ls);",
    "meter.work(ls.tsslen() >> 6);\n    let l = luaS_hashlongstr(ls);",
  ),
  once(
    "defs.js",
    "if (len !== b.length) return false;",
    "if (len !== b.length) return false;\n        if (len > 64) meter.work(len >> 4);",
  ),
  once(
    "lauxlib.js",
    "tag_error(L, arg, LUA_TSTRING);\n    return s;",
    "tag_error(L, arg, LUA_TSTRING);\n    meter.work(s.length >> 4);\n    return s;",
  ),
  // A call from a library or a metamethod costs as much as eight instructions.
  once(
    "ldo.js",
    "if (++L.nCcalls >= LUAI_MAXCCALLS)",
    "meter.work(8);\n    if (++L.nCcalls >= LUAI_MAXCCALLS)",
  ),
];

/** Loops of the libraries that run without a VM instruction. */
const libraryLoops: Patch[] = [
  once(
    "ltablib.js",
    "for (let i = e; i > pos; i--) {",
    "for (let i = e; i > pos; i--) { meter.work(4);",
  ),
  once("ltablib.js", "for (; pos < size; pos++) {", "for (; pos < size; pos++) { meter.work(4);"),
  once(
    "ltablib.js",
    "for (let i = 0; i < n; i++) {",
    "for (let i = 0; i < n; i++) { meter.work(4);",
  ),
  once(
    "ltablib.js",
    "for (let i = n - 1; i >= 0; i--) {",
    "for (let i = n - 1; i >= 0; i--) { meter.work(4);",
  ),
  once("ltablib.js", "for (; i < last; i++) {", "for (; i < last; i++) { meter.work(4);"),
  once("ltablib.js", "for (; i < e; i++)  /*", "for (meter.work(2 * n); i < e; i++)  /*"),
  once(
    "ltablib.js",
    "const sort_comp = function(L, a, b) {",
    "const sort_comp = function(L, a, b) {\n    meter.work(6);",
  ),
  once("lutf8lib.js", "while (posi <= posj) {", "while (posi <= posj) { meter.work(1);"),
  once(
    "lutf8lib.js",
    "for (posi -= 1; posi < pose;) {",
    "for (posi -= 1; posi < pose;) { meter.work(2);",
  ),
  once(
    "lstrlib.js",
    'luaL_checkstack(L, n, "string slice too long");',
    'luaL_checkstack(L, n, "string slice too long"); meter.work(n);',
  ),
];

/** The compiler walks lists of jumps again and again: a few kilobytes of `or` took seconds. */
const compiler: Patch[] = [
  once(
    "lcode.js",
    "const getjump = function(fs, pc) {",
    "const getjump = function(fs, pc) {\n    meter.work(1);",
  ),
  once(
    "lparser.js",
    "for (let i = g; i < gl.n - 1; i++)\n",
    "meter.work(gl.n - g);\n    for (let i = g; i < gl.n - 1; i++)\n",
  ),
  once(
    "lparser.js",
    "for (let i = bl.firstlabel; i < dyd.label.n; i++) {",
    "for (let i = bl.firstlabel; i < dyd.label.n; i++) { meter.work(1);",
  ),
  once(
    "lparser.js",
    "while (i < gl.n) {\n        if (eqstr",
    "while (i < gl.n) {\n        meter.work(1);\n        if (eqstr",
  ),
  { file: "lparser.js", find: '"JS levels"', put: '"levels of nesting"', times: 2 },
  once("ldo.js", 'to_luastring("JS stack overflow", true)', 'to_luastring("stack overflow", true)'),
];

/** Pattern matching backtracks without end, and no hook sees it. */
const patterns: Patch[] = [
  once(
    "lstrlib.js",
    "gotoinit = false;\n        if (p !== ms.p_end)",
    "gotoinit = false;\n        meter.matched(1);\n        if (p !== ms.p_end)",
  ),
  once(
    "lstrlib.js",
    "const singlematch = function(ms, s, p, ep) {",
    "const singlematch = function(ms, s, p, ep) {\n    meter.matched(1);",
  ),
  once("lstrlib.js", "while (++p < ec) {", "while (++p < ec) { meter.matched(1);"),
  once("lstrlib.js", "do {  /* look for a ']' */", "do { meter.matched(1);"),
  once("lstrlib.js", "while (++s < ms.src_end) {", "while (++s < ms.src_end) { meter.matched(1);"),
  once(
    "lstrlib.js",
    "if ((ms.src_end-s) >= len &&",
    "meter.matched(len >> 3);\n    if ((ms.src_end-s) >= len &&",
  ),
  once(
    "lstrlib.js",
    "if (luastring_eq(arr.subarray(i, i+sl), subarr))",
    "meter.matched(1 + (sl >> 3));\n        if (luastring_eq(arr.subarray(i, i+sl), subarr))",
  ),
  // A match at the very start has position 0, which is false.
  once("lstrlib.js", "if (res) return res;", "if (res !== null) return res;"),
];

/** Every value that can stay alive is charged for when it is made. */
const memory: Patch[] = [
  once(
    "lstring.js",
    "return new TString(L, str);",
    "meter.charge(COST.string + COST.stringByte * str.length);\n    return new TString(L, str);",
  ),
  once("ltable.js", "return new Table(L);", "meter.charge(COST.table);\n    return new Table(L);"),
  once(
    "ltable.js",
    "t.dead_strong.clear();\n    t.dead_weak = void 0;",
    "meter.charge(COST.entry);\n    t.dead_strong = void 0;",
  ),
  once(
    "lobject.js",
    "this.p = null;\n        this.nupvalues = n;",
    "this.p = null;\n        meter.charge(COST.closure + COST.cell * n);\n        this.nupvalues = n;",
  ),
  once(
    "lobject.js",
    "this.f = f;",
    "meter.charge(2 * COST.closure + COST.cell * n);\n        this.f = f;",
  ),
  once(
    "lvm.js",
    "let buff = new Uint8Array(tl);",
    "if (tl > meter.longest) meter.tooLong(tl);\n            let buff = new Uint8Array(tl);",
  ),
  once(
    "lauxlib.js",
    "let newsize = Math.max(B.b.length * 2, newend);",
    "if (newend > meter.longest) meter.tooLong(newend);\n        let newsize = Math.max(B.b.length * 2, newend);\n        meter.charge(newsize);",
  ),
  once(
    "lauxlib.js",
    "luaL_prepbuffsize(B, 1);\n    B.b[B.n++] = c;",
    "if (B.n === B.b.length) luaL_prepbuffsize(B, 16);\n    B.b[B.n++] = c;",
  ),
  once(
    "lstrlib.js",
    'if (n <= 0) lua_pushliteral(L, "");\n    else if (l + lsep < l || l + lsep > MAXSIZE / n)  /* may overflow? */\n        return luaL_error(L, to_luastring("resulting string too large"));',
    'if (n <= 0 || l + lsep === 0) lua_pushliteral(L, "");\n    else if ((l + lsep) * n > meter.longest) meter.tooLong((l + lsep) * n);',
  ),
];

/** Dead entries lie in one map that a walk over the heap can see; most tables never need it. */
const tables: Patch[] = [
  once(
    "ltable.js",
    "this.dead_strong = new Map();\n        this.dead_weak = void 0; /* initialised when needed */",
    "this.dead_strong = void 0; /* initialised when needed */\n        this.locked = null; /* name of a table that scripts cannot change */",
  ),
  once(
    "ltable.js",
    /if \(is_valid_weakmap_key\(hash\)\) \{[\s\S]+?t\.dead_strong\.set\(hash, e\);\n {8}\}/,
    "if (!t.dead_strong) t.dead_strong = new Map();\n        t.dead_strong.set(hash, e);",
  ),
  once(
    "ltable.js",
    "(table.dead_weak && table.dead_weak.get(hash)) || table.dead_strong.get(hash)",
    "table.dead_strong && table.dead_strong.get(hash)",
  ),
  once(
    "ltable.js",
    "const luaH_setfrom = function(L, t, key, value) {",
    `const luaH_setfrom = function(L, t, key, value) {
    if (t.locked !== null)
        ldebug.luaG_runerror(L, to_luastring("cannot change '%s': it is read-only"), t.locked);`,
  ),
  once(
    "lapi.js",
    "obj.value.metatable = mt;",
    `if (obj.value.locked)
                ldebug.luaG_runerror(L, to_luastring("cannot change '%s': it is read-only"), obj.value.locked);
            obj.value.metatable = mt;`,
  ),
];

/** One frame record is made for each depth, not for each call. */
const frames: Patch[] = [
  // A field that begins as NaN is a floating-point one for V8, for ever.
  { file: "lstate.js", find: "= NaN;", put: "= 0;", times: 9 },
  once(
    "lstate.js",
    "let ci = new CallInfo();\n    L.ci.next = ci;",
    "let ci = L.ci.next;\n    if (ci !== null) return L.ci = ci;\n    ci = new CallInfo();\n    L.ci.next = ci;",
  ),
  once("ldo.js", "L.ci = ci.previous;\n    L.ci.next = null;", "L.ci = ci.previous;"),
  once("lvm.js", "                    oci.next = null;\n", ""),
];

/**
 * Cells above the top of the stack stay where they are and serve again, instead of being thrown
 * away and made anew by every call. None of them can be in use: a closure keeps the cells of its
 * upvalues only after `luaF_close` has put others into their places.
 */
const cells: Patch[] = [
  once(
    "ldo.js",
    /const adjust_top = function\(L, newtop\) \{[\s\S]+?\n\};\n/,
    `const adjust_top = function(L, newtop) {
    let stack = L.stack;
    for (let i = L.top; i < newtop; i++) {
        let tv = stack[i];
        if (tv === void 0) stack[i] = new lobject.TValue(LUA_TNIL, null);
        else tv.setnilvalue();
    }
    L.top = newtop;
};

/* registers are written before they are read, so what is in them does not matter */
const open_frame = function(L, newtop) {
    let stack = L.stack;
    for (let i = L.top; i < newtop; i++)
        if (stack[i] === void 0) stack[i] = new lobject.TValue(LUA_TNIL, null);
    L.top = newtop;
};
`,
  ),
  once(
    "ldo.js",
    "ci.top = base + fsize;\n            adjust_top(L, ci.top);",
    "ci.top = base + fsize;\n            open_frame(L, ci.top);",
  ),
  once(
    "ldo.js",
    "for (; n < p.numparams; n++)\n                    L.stack[L.top++] = new lobject.TValue(LUA_TNIL, null); // complete missing arguments",
    "if (n < p.numparams) adjust_top(L, L.top + p.numparams - n);",
  ),
  once(
    "ldo.js",
    "for (let i=L.top; i>=(res + nres); i--)\n                L.stack[i] = void 0;",
    "",
  ),
  once("ldo.js", "for (let i=L.top; i>=newtop; i--)\n        L.stack[i] = void 0;", ""),
  once(
    "ldo.js",
    "module.exports.adjust_top           = adjust_top;",
    "module.exports.adjust_top = adjust_top;\nmodule.exports.open_frame = open_frame;",
  ),
  once(
    "lvm.js",
    "if (nresults >= 0)\n                        ldo.adjust_top(L, ci.top);  /* adjust results */",
    "if (nresults >= 0)\n                        ldo.open_frame(L, ci.top);",
  ),
  once("lvm.js", "if (b) ldo.adjust_top(L, ci.top);", "if (b) ldo.open_frame(L, ci.top);"),
  once(
    "lobject.js",
    "L.stack[L.top++] = new TValue(tv.type, tv.value);",
    `let place = L.stack[L.top];
    if (place === void 0) L.stack[L.top] = new TValue(tv.type, tv.value);
    else place.setfrom(tv);
    L.top++;`,
  ),
];

/**
 * An instruction that reads a constant name from a table of the host's (market_data, params, the
 * globals) remembers the cell it found. Those tables live as long as their state, so nothing is
 * kept alive by it; a cell that is removed turns nil.
 */
const rememberedCells: Patch[] = [
  once(
    "lopcodes.js",
    "opcode: (ins >> POS_OP) & MASK1(SIZE_OP, 0),",
    "home: void 0,\n            cell: void 0,\n            opcode: (ins >> POS_OP) & MASK1(SIZE_OP, 0),",
  ),
  once("ltable.js", "e.value = void 0;", "e.value.setnilvalue();\n        e.value = void 0;"),
  once(
    "ltable.js",
    "this.flags = ~0;",
    "this.flags = ~0;\n        this.steady = false; /* lives as long as its state */",
  ),
  once(
    "lvm.js",
    "let upval = cl.upvals[i.B];\n                let rc = RKC(L, base, k, i);\n                luaV_gettable(L, upval, rc, ra);",
    `let upval = cl.upvals[i.B];
                if (upval.value === i.home && i.cell.type !== LUA_TNIL) {
                    L.stack[ra].setfrom(i.cell);
                    break;
                }
                let rc = RKC(L, base, k, i);
                if (upval.type === LUA_TTABLE && upval.value.steady) remember(i, upval.value, rc);
                luaV_gettable(L, upval, rc, ra);`,
  ),
  once(
    "lvm.js",
    "let rb = L.stack[RB(L, base, i)];\n                let rc = RKC(L, base, k, i);\n                luaV_gettable(L, rb, rc, ra);",
    `let rb = L.stack[RB(L, base, i)];
                if (rb.value === i.home && i.cell.type !== LUA_TNIL) {
                    L.stack[ra].setfrom(i.cell);
                    break;
                }
                let rc = RKC(L, base, k, i);
                if (rb.type === LUA_TTABLE && rb.value.steady) remember(i, rb.value, rc);
                luaV_gettable(L, rb, rc, ra);`,
  ),
  once(
    "lvm.js",
    "const luaV_execute = function(L) {",
    `const remember = function(i, table, key) {
    if (!ISK(i.C) || key.type !== LUA_TLNGSTR) return;
    let entry = table.strong.get(luaS_hashlongstr(key.value));
    if (entry === void 0) return;
    i.home = table;
    i.cell = entry.value;
};

const luaV_execute = function(L) {`,
  ),
];

/**
 * A function of the host may offer a short way: it is handed the stack, puts its one result where
 * it lies itself, and says whether it did. No frame is made; anything unusual goes the long way.
 */
const directCalls: Patch[] = [
  once(
    "lvm.js",
    "let b = i.B;\n                let nresults = i.C - 1;",
    `let b = i.B;
                let nresults = i.C - 1;
                let callee = L.stack[ra];
                if (nresults === 1 && b !== 0 && callee.type === LUA_TLCF &&
                    callee.value.direct !== void 0 && callee.value.direct(L.stack, ra, b - 1))
                    break;`,
  ),
];

/**
 * Small functions written out: V8 gives up inlining in a function as large as the interpreter's
 * loop, and then each of them is a call.
 */
const writtenOut: Patch[] = [
  { file: "lvm.js", find: "RA(L, base, i)", put: "(base + i.A)", times: 2 },
  { file: "lvm.js", find: /\bRB\(L, base, i\)/g, put: "(base + i.B)", times: 8 },
  {
    file: "lvm.js",
    find: "RKB(L, base, k, i)",
    put: "(i.B & 256 ? k[i.B & 255] : L.stack[base + i.B])",
    times: 17,
  },
  {
    file: "lvm.js",
    find: "RKC(L, base, k, i)",
    put: "(i.C & 256 ? k[i.C & 255] : L.stack[base + i.C])",
    times: 20,
  },
  {
    file: "lvm.js",
    find: "op1.ttisinteger() && op2.ttisinteger()",
    put: "op1.type === LUA_TNUMINT && op2.type === LUA_TNUMINT",
    times: 5,
  },
  {
    file: "lvm.js",
    find: /lobject\.setobj2s\(L, ra, ([^)]+)\)/g,
    put: "L.stack[ra].setfrom($1)",
    times: 4,
  },
  {
    file: "lvm.js",
    find: /lobject\.setobjs2s\(L, (ra|cb)((?: \+ \w|\+\d)?), ([^)]+?)\);/g,
    put: "L.stack[$1$2].setfrom(L.stack[$3]);",
    times: 8,
  },
  once(
    "lvm.js",
    "lobject.setobjs2s(L, ra, (base + i.B));",
    "L.stack[ra].setfrom(L.stack[base + i.B]);",
  ),
  {
    file: "lobject.js",
    find: /return this\.checktag\((\w+)\);/g,
    put: "return this.type === $1;",
    times: 14,
  },
  {
    file: "lobject.js",
    find: /return this\.checktype\((\w+)\);/g,
    put: "return (this.type & 0x0F) === $1;",
    times: 3,
  },
  once(
    "lobject.js",
    "return this.ttisnil() || (this.ttisboolean() && this.value === false);",
    "return this.type === LUA_TNIL || (this.type === LUA_TBOOLEAN && this.value === false);",
  ),
];

const OPCODES =
  ("MOVE LOADK LOADKX LOADBOOL LOADNIL GETUPVAL GETTABUP GETTABLE SETTABUP SETUPVAL " +
    "SETTABLE NEWTABLE SELF ADD SUB MUL MOD POW DIV IDIV BAND BOR BXOR SHL SHR UNM BNOT NOT LEN " +
    "CONCAT JMP EQ LT LE TEST TESTSET CALL TAILCALL RETURN FORLOOP FORPREP TFORCALL TFORLOOP " +
    "SETLIST CLOSURE VARARG EXTRAARG").split(" ");

/**
 * The interpreter's loop. With variables for labels its switch compares one after the other, with
 * numbers it jumps; and what a function's frame does not change is read once a frame.
 */
const loop: Patch[] = [
  ...OPCODES.map((name, number) =>
    once("lopcodes.js", new RegExp(`OP_${name}: +${number}\\b`), (found) => found)
  ),
  once(
    "lvm.js",
    /const luaV_execute = function\(L\) \{[\s\S]+?\n\};\n/,
    (found) =>
      found
        .replaceAll("L.stack[", "stack[")
        .replaceAll(/case OP_(\w+):/g, (_label, name) => `case ${OPCODES.indexOf(name)}:`)
        .replace("let ci = L.ci;", "let ci = L.ci;\n    let stack = L.stack;")
        .replace("let base = ci.l_base;", "let base = ci.l_base;\n        for (;;) {")
        .replace(/\};\n$/, "}\n};\n"),
  ),
];

/** A key of its bytes: half as many as fengari's hex, sorted like them, and never two alike. */
const stringKeys: Patch[] = [
  once(
    "lstring.js",
    /let s = "\|";\n {4}for \(let i=0; i<len; i\+\+\)\n {8}s \+= str\[i\]\.toString\(16\);/,
    `let s = "|";
    for (let i = 0; i < len; i += 8192)
        s += String.fromCharCode.apply(null, str.subarray(i, i + 8192));`,
  ),
  once(
    "ltable.js",
    "if (key.ttisnil() || (key.ttisfloat() && isNaN(key.value)))",
    `if (key.type === LUA_TLNGSTR) {
        let name = key.value;
        return getgeneric(t, name.hash === null ? luaS_hashlongstr(name) : name.hash);
    }
    if (key.ttisnil() || (key.ttisfloat() && isNaN(key.value)))`,
  ),
];

/** Whole numbers that leave 32 bits become floats, which are exact up to 2^53. */
const wholeNumbers: Patch[] = [
  once(
    "lobject.js",
    "    chgivalue(x) {",
    `    setwhole(x) {
        let i = x|0;
        if (i === x) {
            this.type = LUA_TNUMINT;
            this.value = i;
        } else {
            this.type = LUA_TNUMFLT;
            this.value = x;
        }
    }

    chgivalue(x) {`,
  ),
  once("lvm.js", "setivalue((op1.value + op2.value)|0)", "setwhole(op1.value + op2.value)"),
  once("lvm.js", "setivalue((op1.value - op2.value)|0)", "setwhole(op1.value - op2.value)"),
  once("lvm.js", "setivalue(luaV_imul(op1.value, op2.value))", "setwhole(op1.value * op2.value)"),
  once(
    "lvm.js",
    "setivalue(luaV_div(L, op1.value, op2.value))",
    "setwhole(luaV_div(L, op1.value, op2.value))",
  ),
  once("lvm.js", "return Math.floor(m / n)|0;", "return Math.floor(m / n);"),
  once("lvm.js", "setivalue((-op.value)|0)", "setwhole(-op.value)"),
  once(
    "lvm.js",
    `if (op.ttisinteger()) {
                    L.stack[ra].setivalue(~op.value);`,
    `let bits = tointeger(op);
                if (bits !== false) {
                    L.stack[ra].setivalue(~bits);`,
  ),
  once("lobject.js", "return (v1 + v2)|0;", "return v1 + v2;"),
  once("lobject.js", "return (v1 - v2)|0;", "return v1 - v2;"),
  once("lobject.js", "return lvm.luaV_imul(v1, v2);", "return v1 * v2;"),
  once("lobject.js", "return (0 - v1)|0;", "return 0 - v1;"),
  once(
    "lobject.js",
    "res.setivalue(intarith(L, op, p1.value, p2.value));",
    "res.setwhole(intarith(L, op, p1.value, p2.value));",
  ),
  // Loops: the counter turns into a float where it has to; a limit past 32 bits is not cut.
  once(
    "lvm.js",
    "(forlim = forlimit(plimit, pstep.value))",
    "(forlim = tonumber(plimit)) !== false",
  ),
  once(
    "lvm.js",
    `let initv = forlim.stopnow ? 0 : init.value;
                    plimit.value = forlim.ilimit;
                    init.value = (initv - pstep.value)|0;`,
    `plimit.setfltvalue(forlim);
                    init.value = init.value - pstep.value;`,
  ),
  once("lvm.js", "let idx = (L.stack[ra].value + step)|0;", "let idx = L.stack[ra].value + step;"),
  once("lvm.js", "L.stack[ra].chgivalue(idx);", "L.stack[ra].setwhole(idx);"),
  once("lvm.js", "L.stack[ra + 3].setivalue(idx);", "L.stack[ra + 3].setwhole(idx);"),
  // Numerals: hexadecimal ones do not wrap, and no string of a megabyte is read as a number.
  once(
    "lobject.js",
    "a = (a * 16 + luaO_hexavalue(s[i]))|0;",
    "a = a * 16 + luaO_hexavalue(s[i]);\n            if (a > MAX_INT) return null;",
  ),
  once(
    "lobject.js",
    "const luaO_str2num = function(s, o) {",
    "const luaO_str2num = function(s, o) {\n    if (s.length > 200) return 0;",
  ),
  once(
    "lbaselib.js",
    "const b_str2int = function(s, base) {",
    "const b_str2int = function(s, base) {\n    if (s.length > 200) return null;",
  ),
  once(
    "lbaselib.js",
    `let v = parseInt(r[1]+r[2], base);
    if (isNaN(v)) return null;
    return v|0;`,
    `let v = 0;
    for (let c of r[2]) {
        let d = parseInt(c, 36);
        if (d >= base) return null;
        v = v * base + d;
    }
    return r[1] === "-" ? 0 - v : v;`,
  ),
  once(
    "lbaselib.js",
    `if (n !== null) {
            lua_pushinteger(L, n);`,
    `if (n !== null) {
            if ((n|0) === n) lua_pushinteger(L, n);
            else require('./lua.js').lua_pushnumber(L, n);`,
  ),
  once(
    "lmathlib.js",
    "if (n < 0) n = (-n)|0;\n        lua_pushinteger(L, n);",
    "pushnumint(L, n < 0 ? -n : n);",
  ),
  once("luaconf.js", "n < -LUA_MININTEGER ? n : false", "n < -LUA_MININTEGER ? n + 0 : false"),
];

/** Numbers as text: as C prints them, `%d` of whole floats included, and nothing kept. */
const formats: Patch[] = [
  once("lstrlib.js", "require('sprintf-js')", `require("${FORMAT}")`),
  once(
    "luaconf.js",
    "return String(Number(n.toPrecision(14)));",
    `return require("${FORMAT}").sprintf("%.14g", n);`,
  ),
  once(
    "lobject.js",
    "if (!LUA_COMPAT_FLOATSTRING && /^[-0123456789]+$/.test(str))",
    "if (/^[-0123456789]+$/.test(str))",
  ),
  once(
    "lstrlib.js",
    `let n = luaL_checkinteger(L, arg);
                    addlenmod(form, to_luastring(LUA_INTEGER_FRMLEN, true));`,
    `let n = luaL_checknumber(L, arg);
                    luaL_argcheck(L, Number.isSafeInteger(n), arg, to_luastring("number has no integer representation"));`,
  ),
  once(
    "lstrlib.js",
    "luaL_addstring(b, to_luastring(sprintf(String.fromCharCode(...form), to_jsstring(s))));",
    `let [, flags, width, dot] = /^%([-+ #0]*)(\\d*)(?:\\.(\\d*))?/.exec(String.fromCharCode(...form));
                            if (dot !== void 0) s = s.subarray(0, Number(dot));
                            let pad = to_luastring(" ".repeat(Math.max(0, Number(width) - s.length)));
                            if (!flags.includes("-")) luaL_addstring(b, pad);
                            luaL_addstring(b, s);
                            if (flags.includes("-")) luaL_addstring(b, pad);`,
  ),
];

/** The same input has to give the same run. */
const determinism: Patch[] = [
  once("ltablib.js", "return Math.floor(Math.random()*0x100000000);", "return 0x9E3779B9;"),
];

export const PATCHES: readonly Patch[] = [
  ...useMeter,
  ...noDelete,
  ...noAssertions,
  ...surroundings,
  ...instructions,
  ...libraryLoops,
  ...compiler,
  ...patterns,
  ...memory,
  ...tables,
  ...frames,
  ...cells,
  ...rememberedCells,
  ...directCalls,
  ...writtenOut,
  ...stringKeys,
  ...wholeNumbers,
  ...formats,
  ...determinism,
  // Last, for it changes the text of what the others look for.
  ...loop,
];
