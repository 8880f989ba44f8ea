/** Every way to take half of so many blocks, as their numbers in rising order. */
export function* halves(blocks: number): Generator<readonly number[]> {
  const size = blocks / 2;
  const half = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    yield half;
    let at = size - 1;
    while (at >= 0 && half[at] === blocks - size + at) at--;
    if (at < 0) return;
    half[at]!++;
    for (let next = at + 1; next < size; next++) half[next] = half[next - 1]! + 1;
  }
}
