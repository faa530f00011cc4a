/**
 * The clock of the local system: `Date` for this process, moved by a shift that tests and `play` set.
 * Time still passes; it only starts elsewhere. Imported before anything that might keep a reference to
 * `Date`. Timers, files and the database's own process keep real time.
 */
const RealDate = globalThis.Date;
let shift = 0;
const now = () => RealDate.now() + shift;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length ? args : [now()], newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});

/** Makes this the present instant, from which time goes on. */
export function setClock(iso: string): void {
  const wanted = RealDate.parse(iso);
  if (Number.isNaN(wanted)) throw new Error(`Not an instant: ${iso}. Write it like 2024-02-12T10:30:00Z`);
  shift = wanted - RealDate.now();
}

export function advanceClock(ms: number): void {
  shift += ms;
}

/** Back to real time. */
export function resetClock(): void {
  shift = 0;
}
