// Where edges run and what lies under a point. Everything in the scene's own pixels; no page is touched.

/** The ways of an edge's two ends: where it leaves `from`, its bends, where it meets `to`; and the run at the end. */
function edgeWay(from, to, bends) {
  const middle = bends.length ? bends : null;
  const start = sideTowards(from, middle ? middle[0] : to, to);
  const end = sideTowards(to, middle ? middle[middle.length - 1] : from, from);
  return { points: [start, ...bends, end], upright: start.upright && end.upright };
}

/** The way between two boxes straight from bend to bend; without any, along the line between their middles. */
function straightWay(from, to, bends) {
  const [first = to] = bends;
  const last = bends.length ? bends[bends.length - 1] : from;
  return { points: [onBorder(from, first), ...bends, onBorder(to, last)], straight: true };
}

function onBorder(box, towards) {
  const [dx, dy] = [towards.x - box.x, towards.y - box.y];
  const share = 1 / Math.max(Math.abs(dx) / (box.w / 2 + 3), Math.abs(dy) / (box.h / 2 + 3), 1e-9);
  return share < 1 ? { x: box.x + dx * share, y: box.y + dy * share } : { x: box.x, y: box.y };
}

/** The middle of the side of a box that faces a point; above and below only where the two boxes share a column. */
function sideTowards(box, point, other) {
  if (Math.abs(box.x - other.x) < (box.w + other.w) / 2) {
    return { x: box.x, y: box.y + Math.sign(other.y - box.y) * (box.h / 2), upright: true };
  }
  return { x: box.x + (point.x >= box.x ? 1 : -1) * (box.w / 2), y: box.y, upright: false };
}

/** The control points of the curve between two neighbouring points of a way: level, or upright, at both ends. */
function controls(a, b, { upright, straight }) {
  if (straight) return [a, b];
  if (upright) {
    const y = (a.y + b.y) / 2;
    return [{ x: a.x, y }, { x: b.x, y }];
  }
  const x = (a.x + b.x) / 2;
  return [{ x, y: a.y }, { x, y: b.y }];
}

function traceWay(ctx, way) {
  const [first, ...rest] = way.points;
  ctx.moveTo(first.x, first.y);
  let last = first;
  for (const point of rest) {
    const [c, d] = controls(last, point, way);
    ctx.bezierCurveTo(c.x, c.y, d.x, d.y, point.x, point.y);
    last = point;
  }
}

/** The square of the distance from a point to a way, from a few samples of each of its curves. */
function squaredDistance(way, point, steps = 10) {
  let nearest = Infinity;
  for (let index = 1; index < way.points.length; index += 1) {
    const a = way.points[index - 1];
    const b = way.points[index];
    const [c, d] = controls(a, b, way);
    let last = a;
    for (let step = 1; step <= steps; step += 1) {
      const next = onCurve(a, c, d, b, step / steps);
      nearest = Math.min(nearest, squaredToSegment(point, last, next));
      last = next;
    }
  }
  return nearest;
}

function onCurve(a, b, c, d, t) {
  const u = 1 - t;
  const weigh = (p, q, r, s) => u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
  return { x: weigh(a.x, b.x, c.x, d.x), y: weigh(a.y, b.y, c.y, d.y) };
}

function squaredToSegment(p, a, b) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0;
  return (p.x - a.x - t * dx) ** 2 + (p.y - a.y - t * dy) ** 2;
}

function boundsOf(boxes) {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const box of boxes) {
    bounds.left = Math.min(bounds.left, box.x - box.w / 2);
    bounds.right = Math.max(bounds.right, box.x + box.w / 2);
    bounds.top = Math.min(bounds.top, box.y - box.h / 2);
    bounds.bottom = Math.max(bounds.bottom, box.y + box.h / 2);
  }
  return boxes.length ? bounds : { left: 0, right: 1, top: 0, bottom: 1 };
}

function boxAt(boxes, point) {
  for (let index = boxes.length - 1; index >= 0; index -= 1) {
    const box = boxes[index];
    if (Math.abs(point.x - box.x) <= box.w / 2 && Math.abs(point.y - box.y) <= box.h / 2) return box;
  }
  return null;
}
