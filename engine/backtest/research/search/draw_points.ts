import type { Prng } from "../../../kernel/mod.ts";
import { MAX_LISTED, type ParameterSpace, type Point, pointKey } from "../space/parameter_space.ts";

/** Draws for each point out of larger ones; past them what is allowed is taken to be used up. */
const MAX_DRAWS = 100;

/** Different points that are allowed, each as likely as any other; fewer where there are not so many. */
export function drawPoints(
  space: ParameterSpace,
  count: number,
  random: Prng,
  except: ReadonlySet<string> = new Set(),
): Point[] {
  return space.size <= MAX_LISTED
    ? drawListed(space, count, random, except)
    : drawBlind(space, count, random, except);
}

/** The first steps of a shuffle (Fisher & Yates): no draw is lost on what is not allowed. */
function drawListed(
  space: ParameterSpace,
  count: number,
  random: Prng,
  except: ReadonlySet<string>,
): Point[] {
  const points = [...space.points()].filter((point) => !except.has(pointKey(point)));
  const wanted = Math.min(count, points.length);
  for (let i = 0; i < wanted; i++) {
    const j = i + Math.floor(random.uniform() * (points.length - i));
    [points[i], points[j]] = [points[j]!, points[i]!];
  }
  return points.slice(0, wanted);
}

function drawBlind(
  space: ParameterSpace,
  count: number,
  random: Prng,
  except: ReadonlySet<string>,
): Point[] {
  const seen = new Set(except);
  const points: Point[] = [];
  for (let draws = 0; points.length < count && draws < count * MAX_DRAWS; draws++) {
    const point = space.axes.map(({ values }) => Math.floor(random.uniform() * values.length));
    const key = pointKey(point);
    if (seen.has(key) || !space.allows(point)) continue;
    seen.add(key);
    points.push(point);
  }
  return points;
}
