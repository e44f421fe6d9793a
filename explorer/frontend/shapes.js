// How a node looks: a path for each shape, tints of its hue, and the label. The Python side names shapes and hues.

const SHAPES = {
  round: (ctx, x, y, w, h) => ctx.roundRect(x, y, w, h, 8),
  pill: (ctx, x, y, w, h) => ctx.roundRect(x, y, w, h, h / 2),
  sheet: (ctx, x, y, w, h) => {
    const fold = 10;
    polygon(ctx, [[x, y], [x + w - fold, y], [x + w, y + fold], [x + w, y + h], [x, y + h]]);
    ctx.moveTo(x + w - fold, y);
    ctx.lineTo(x + w - fold, y + fold);
    ctx.lineTo(x + w, y + fold);
  },
  hexagon: (ctx, x, y, w, h) => {
    const tip = 11;
    polygon(ctx, [[x, y + h / 2], [x + tip, y], [x + w - tip, y], [x + w, y + h / 2], [x + w - tip, y + h], [x + tip, y + h]]);
  },
  chamfer: (ctx, x, y, w, h) => {
    const cut = 8;
    polygon(ctx, [
      [x + cut, y], [x + w - cut, y], [x + w, y + cut], [x + w, y + h - cut],
      [x + w - cut, y + h], [x + cut, y + h], [x, y + h - cut], [x, y + cut],
    ]);
  },
  tag: (ctx, x, y, w, h) => {
    const tip = 12;
    polygon(ctx, [[x, y], [x + w - tip, y], [x + w, y + h / 2], [x + w - tip, y + h], [x, y + h]]);
  },
  cylinder: (ctx, x, y, w, h) => {
    const lid = 5;
    ctx.moveTo(x, y + lid);
    ctx.ellipse(x + w / 2, y + lid, w / 2, lid, 0, Math.PI, 2 * Math.PI);
    ctx.lineTo(x + w, y + h - lid);
    ctx.ellipse(x + w / 2, y + h - lid, w / 2, lid, 0, 0, Math.PI);
    ctx.closePath();
    ctx.moveTo(x + w, y + lid);
    ctx.ellipse(x + w / 2, y + lid, w / 2, lid, 0, 0, Math.PI);
  },
  folder: (ctx, x, y, w, h) => {
    const tab = 7;
    polygon(ctx, [[x, y], [x + 34, y], [x + 42, y + tab], [x + w, y + tab], [x + w, y + h], [x, y + h]]);
  },
  spine: (ctx, x, y, w, h) => {
    ctx.roundRect(x, y, w, h, 3);
    ctx.moveTo(x + 6, y);
    ctx.lineTo(x + 6, y + h);
  },
};

function polygon(ctx, corners) {
  corners.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

/** "#rrggbb" or "rgb(…)" as [red, green, blue]. */
function channels(colour) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  if (hex) return hex.slice(1).map((part) => parseInt(part, 16));
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  if (short) return short.slice(1).map((part) => parseInt(part + part, 16));
  const said = (colour.match(/[\d.]+/g) || []).slice(0, 3).map(Number);
  return said.length === 3 ? said : [255, 255, 255];
}

/** `share` of one colour in another. */
function mixed(colour, ground, share) {
  const [over, under] = [channels(colour), channels(ground)];
  return `rgb(${over.map((value, index) => Math.round(value * share + under[index] * (1 - share))).join(",")})`;
}

function isDark(colour) {
  const [red, green, blue] = channels(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110;
}

/** Colours of a node, by its hue and status, on the page's ground. */
function nodeColours(hue, status, theme) {
  const { ground, text, dark } = theme;
  if (status === "target") {
    return { fill: mixed(hue, ground, dark ? 0.5 : 0.26), line: mixed(hue, text, dark ? 0.8 : 0.85), text, width: 2.5 };
  }
  if (status === "known") {
    return { fill: ground, line: mixed(hue, ground, 0.6), text: mixed(text, ground, 0.7), width: 1.2, dash: [5, 4] };
  }
  if (status === "other") {
    return { fill: mixed(hue, ground, 0.04), line: mixed(hue, ground, dark ? 0.8 : 0.6), text: mixed(text, ground, 0.85), width: 1.2 };
  }
  return { fill: mixed(hue, ground, dark ? 0.24 : 0.11), line: mixed(hue, ground, dark ? 0.85 : 0.8), text, width: 1.4 };
}

/** Draw a node's box and label. `look` is [shape, hue]; `state` says what is emphasised. */
function paintNode(ctx, node, look, theme, state) {
  const [shape, hue] = look;
  const colours = nodeColours(hue, node.status || "step", theme);
  const [x, y] = [node.x - node.w / 2, node.y - node.h / 2];
  ctx.save();
  if (state.dimmed) ctx.globalAlpha = 0.3;
  ctx.beginPath();
  (SHAPES[shape] || SHAPES.pill)(ctx, x, y, node.w, node.h);
  // The ground goes under the tint, so that edges never show through a box.
  if (!state.dimmed) fillWith(ctx, theme.ground);
  fillWith(ctx, colours.fill);
  ctx.setLineDash(colours.dash || []);
  ctx.lineWidth = state.hovered ? colours.width + 1 : colours.width;
  ctx.strokeStyle = colours.line;
  ctx.lineJoin = "round";
  ctx.stroke();
  ctx.setLineDash([]);
  if (node.share !== undefined) paintShare(ctx, node, theme);
  if (node.ring) paintProgress(ctx, node, theme);
  if (node.status === "target" || state.selected) paintRing(ctx, node, state.selected ? theme.accent : colours.line, state);
  if (state.scale > (node.group === "area" ? 0.2 : 0.42)) paintLabel(ctx, node, colours, theme, hue, shape);
  else paintNumber(ctx, node, colours, theme, state.scale);
  ctx.restore();
}

function fillWith(ctx, colour) {
  ctx.fillStyle = colour;
  ctx.fill();
}

/** How far a learner is with a node: a ring, and a badge that tells the same without colour. */
const PROGRESS = {
  known: { hue: "#079a74", dash: [] },
  learning: { hue: "#d08700", dash: [6, 4] },
  ready: { hue: "#2a78b8", dash: [] },
};

function paintProgress(ctx, node, theme) {
  const said = PROGRESS[node.ring];
  if (!said) return;
  const colour = theme.dark ? mixed(said.hue, theme.text, 0.75) : said.hue;
  ctx.beginPath();
  ctx.roundRect(node.x - node.w / 2 - 3.5, node.y - node.h / 2 - 3.5, node.w + 7, node.h + 7, 10);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash(said.dash);
  ctx.stroke();
  ctx.setLineDash([]);
  const [x, y, r] = [node.x + node.w / 2 - 1, node.y - node.h / 2 + 1, 8];
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  fillWith(ctx, node.ring === "known" ? colour : theme.ground);
  ctx.stroke();
  if (node.ring === "ready") return;
  ctx.beginPath();
  if (node.ring === "learning") {
    ctx.arc(x, y, r, Math.PI / 2, (3 * Math.PI) / 2);
    fillWith(ctx, colour);
    return;
  }
  ctx.moveTo(x - 4, y);
  ctx.lineTo(x - 1, y + 3.2);
  ctx.lineTo(x + 4, y - 3);
  ctx.strokeStyle = theme.ground;
  ctx.stroke();
}

/** How much of an area is known: a bar at its foot. */
function paintShare(ctx, node, theme) {
  const [x, y, width] = [node.x - node.w / 2 + 9, node.y + node.h / 2 - 9, node.w - 18];
  for (const [share, colour] of [[1, mixed(theme.text, theme.ground, 0.16)], [node.share, "#079a74"]]) {
    ctx.beginPath();
    ctx.roundRect(x, y, Math.max(0, width * share), 4, 2);
    fillWith(ctx, colour);
  }
}

function paintRing(ctx, node, colour, state) {
  const away = (state.selected ? 5 : 4) + (PROGRESS[node.ring] ? 3 : 0);
  ctx.beginPath();
  ctx.roundRect(node.x - node.w / 2 - away, node.y - node.h / 2 - away, node.w + 2 * away, node.h + 2 * away, 11);
  ctx.strokeStyle = colour;
  ctx.lineWidth = state.selected ? 3 : 1.2;
  ctx.stroke();
}

function paintNote(ctx, node, y, colours, theme) {
  ctx.font = `400 12.5px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.fillStyle = mixed(colours.text, theme.ground, 0.78);
  ctx.fillText(node.note, node.x, y, node.w - 14);
  ctx.textAlign = "left";
}

function paintLabel(ctx, node, colours, theme, hue, look) {
  const lines = node.label.split("\n");
  const number = node.number === undefined ? "" : String(node.number);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const first = node.y - ((lines.length - 1 + (node.note ? 1 : 0)) * LINE_HEIGHT) / 2 + (look === "folder" ? 3.5 : 0.5);
  if (node.note) paintNote(ctx, node, first + lines.length * LINE_HEIGHT, colours, theme);
  lines.forEach((line, index) => {
    const y = first + index * LINE_HEIGHT;
    const numbered = index === 0 && number && line.startsWith(number);
    const lead = numbered ? `${number}\u2002` : "";
    const rest = numbered ? line.slice(number.length).trimStart() : line;
    ctx.font = `600 11px ${theme.font}`;
    const leadWidth = lead ? ctx.measureText(lead).width : 0;
    ctx.font = node.group === "area" ? `560 14.5px ${theme.font}` : `${node.status === "target" ? 600 : 400} 13px ${theme.font}`;
    const room = node.w - 14 - leadWidth;
    const width = Math.min(ctx.measureText(rest).width, room);
    const x = node.x - (leadWidth + width) / 2;
    ctx.fillStyle = colours.text;
    ctx.fillText(rest, x + leadWidth, y, room);
    if (lead) {
      ctx.font = `600 11px ${theme.font}`;
      ctx.fillStyle = mixed(hue, theme.text, 0.6);
      ctx.fillText(lead, x, y);
    }
  });
}

/** From afar a label is a smear; its number can still be read. */
function paintNumber(ctx, node, colours, theme, scale) {
  if (node.number === undefined) return;
  ctx.font = `600 ${Math.min(node.h * 0.8, 11 / scale)}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colours.text;
  ctx.fillText(String(node.number), node.x, node.y + 1);
}

const LINE_HEIGHT = 17;
