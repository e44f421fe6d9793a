// A scene on the screen: vis-network keeps the camera, the nodes and dragging; edges, boxes, selection, keyboard and
// tooltips are ours. Whatever comes from a map reaches the page as text, never as markup.

const LEGIBLE = 0.66;
const LARGEST = 1.15;
const MARGIN = 28;
const BUTTONS = 20; // what they take at the top beyond the margin

class Drawing {
  /**
   * `root` is an empty element; `tell(kind, id)` hears "select", "expand" and "clear".
   */
  constructor(vis, root, tell) {
    this.root = root;
    root.drawing = this; // for a console, and for tests that ask where something is
    this.tell = tell;
    this.boxes = [];
    this.byId = new Map();
    this.edges = [];
    this.looks = {};
    this.rulers = [];
    this.enters = false;
    this.text = {};
    this.layout = null;
    this.selected = null;
    this.hovered = null;
    this.build();
    this.nodes = new vis.DataSet();
    this.network = new vis.Network(this.stage, { nodes: this.nodes, edges: [] }, {
      physics: { enabled: false },
      layout: { improvedLayout: false },
      interaction: { hover: false, tooltipDelay: 1e9, selectable: true, selectConnectedEdges: false, multiselect: false, keyboard: false, zoomSpeed: 0.7 },
      nodes: { shape: "custom", ctxRenderer: (said) => this.rendererOf(said), chosen: false, shadow: false },
    });
    this.stage.querySelectorAll(".vis-network").forEach((frame) => { frame.tabIndex = -1; });
    this.listen();
    this.readTheme();
  }

  build() {
    const make = (tag, name, parent = this.root) => {
      const element = document.createElement(tag);
      element.className = name;
      parent.appendChild(element);
      return element;
    };
    this.root.classList.add("lm-drawing");
    this.stage = make("div", "lm-stage");
    this.stage.tabIndex = 0;
    this.stage.setAttribute("role", "application");
    this.probe = make("div", "lm-probe");
    this.probe.setAttribute("aria-hidden", "true");
    this.controls = make("div", "lm-controls");
    this.controls.setAttribute("role", "toolbar");
    this.buttons = Object.fromEntries(Object.keys(ICONS).map((name) => [name, this.button(name)]));
    this.hint = make("p", "lm-hint");
    this.announcer = make("div", "lm-announcer");
    this.announcer.setAttribute("aria-live", "polite");
    this.tooltip = make("div", "lm-tooltip");
    this.tooltip.setAttribute("role", "tooltip");
    this.tooltip.hidden = true;
    this.overview = new Overview(this.root, (point) => this.moveTo(point));
  }

  button(name) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `lm-button lm-${name}`;
    button.appendChild(iconOf(name));
    button.addEventListener("click", () => this[name]());
    this.controls.appendChild(button);
    return button;
  }

  listen() {
    const { network, stage } = this;
    network.on("click", (event) => this.clicked(event));
    network.on("doubleClick", (event) => {
      const box = boxAt(this.boxes, event.pointer.canvas);
      if (box && !this.enters) this.tell("expand", box.id);
    });
    network.on("dragStart", () => this.hideTooltip());
    network.on("dragging", (event) => event.nodes.forEach((id) => this.follow(id)));
    for (const own of ["zoom", "dragStart"]) network.on(own, () => { this.isWhole = false; });
    network.on("dragEnd", (event) => {
      event.nodes.forEach((id) => this.follow(id));
      network.unselectAll();
    });
    network.on("beforeDrawing", (ctx) => { this.sight = this.view(); this.paintRulers(ctx); this.paintEdges(ctx); });
    network.on("afterDrawing", () => this.drawn());
    stage.addEventListener("pointermove", (event) => this.pointed(event));
    stage.addEventListener("pointerleave", () => this.hover(null));
    stage.addEventListener("keydown", (event) => this.pressed(event));
    stage.addEventListener("pointerdown", () => stage.focus({ preventScroll: true }));
    // A page that scrolls must not be caught by a drawing the pointer happens to cross: the wheel zooms once it is focused.
    stage.addEventListener("wheel", (event) => {
      const mine = event.ctrlKey || event.metaKey || this.isFocused() || document.fullscreenElement;
      if (!mine) event.stopImmediatePropagation();
      this.hideTooltip();
    }, { capture: true, passive: true });
    // The theme's colours are CSS variables; that one changed shows in a transition of an element that uses them.
    this.probe.addEventListener("transitionend", () => this.readTheme());
    this.watcher = new ResizeObserver(() => this.resized());
    this.watcher.observe(stage);
  }

  isFocused() {
    return this.root.getRootNode().activeElement === this.stage;
  }

  destroy() {
    this.watcher.disconnect();
    clearTimeout(this.later);
    this.network.destroy();
    this.root.replaceChildren();
  }

  // ---- what is shown

  /** Show a scene. One that shares the layout of the last keeps camera and dragged nodes; another one is fitted. */
  show({ scene, looks, text, dark }, selected = this.selected) {
    const same = this.layout === scene.layout;
    const before = same ? this.byId : new Map();
    this.looks = looks;
    this.layout = scene.layout;
    this.leftOut = scene.leftOut;
    this.enters = Boolean(scene.enters);
    this.rulers = scene.rulers || [];
    this.boxes = scene.nodes.map((node) => {
      const old = before.get(node.id);
      return old ? { ...node, x: old.x, y: old.y } : { ...node };
    });
    this.byId = new Map(this.boxes.map((box) => [box.id, box]));
    this.edges = scene.edges.map((edge) => ({ ...edge, from: this.endOf(edge.from), to: this.endOf(edge.to), bends: pairsOf(edge.bends) }));
    this.edgesOf = new Map(this.boxes.map((box) => [box.id, []]));
    this.edges.forEach((edge) => { this.edgesOf.get(edge.from.id).push(edge); this.edgesOf.get(edge.to.id).push(edge); });
    if (dark === null || dark === undefined) delete this.root.dataset.theme;
    else this.root.dataset.theme = dark ? "dark" : "light";
    this.say(text);
    this.buttons.first.hidden = !this.boxes.some((box) => box.number === 1);
    this.buttons.goal.hidden = this.buttons.first.hidden;
    this.readTheme();
    if (!same) this.fitted = false;
    this.hover(null);
    this.select(selected, { reveal: false });
    // Before vis is given the nodes: it paints them at once, and would first paint all of them where they will not be seen.
    this.enter();
    const gone = this.nodes.getIds().filter((id) => !this.byId.has(id));
    this.nodes.remove(gone);
    this.nodes.update(this.boxes.map(({ id, x, y }) => ({ id, x, y })));
    this.network.redraw();
  }

  /** An end of an edge, given by place in the list of nodes or by id. */
  endOf(end) { return typeof end === "number" ? this.boxes[end] : this.byId.get(end); }

  say(text) {
    this.text = text;
    this.stage.setAttribute("aria-label", text.label);
    this.controls.setAttribute("aria-label", text.controls);
    for (const [name, button] of Object.entries(this.buttons)) {
      button.setAttribute("aria-label", text[name]);
      button.title = text[name];
    }
    this.hint.textContent = this.leftOut ? text.leftOut : text.hint;
    this.hint.classList.toggle("lm-notable", Boolean(this.leftOut));
  }

  /** Emphasise a node, or none; one that is out of sight is brought into it. */
  select(id, { reveal = true } = {}) {
    this.selected = id !== null && this.byId.has(id) ? id : null;
    this.near = this.selected === null ? null : this.around(this.selected);
    if (this.selected !== null && reveal && this.fitted) this.reveal(this.byId.get(id));
    this.announce();
    this.network.redraw();
  }

  around(id) {
    return new Set([id, ...this.edgesOf.get(id).flatMap((edge) => [edge.from.id, edge.to.id])]);
  }

  announce() {
    const box = this.byId.get(this.selected);
    const said = box ? box.title.split("\n").slice(0, 2).join(", ") : "";
    if (this.announcer.textContent !== said) this.announcer.textContent = said;
  }

  readTheme() {
    const style = getComputedStyle(this.probe);
    const ground = style.backgroundColor;
    this.theme = { ground, text: style.color, accent: style.borderTopColor, font: style.fontFamily, dark: isDark(ground) };
    this.root.classList.toggle("lm-dark", this.theme.dark);
    if (this.nodes.length) this.network.redraw();
  }

  // ---- painting

  rendererOf({ ctx, id }) {
    const box = this.byId.get(id);
    const drawNode = () => {
      // New nodes vis paints wherever they are, for it does not know their size yet.
      if (!box || isOutside(box, this.sight)) return;
      paintNode(ctx, box, this.looks[box.group] || ["pill", "#7d838c"], this.theme, {
        scale: this.network.getScale(),
        selected: id === this.selected,
        hovered: this.hovered === box,
        dimmed: this.near !== null && this.near !== undefined && !this.near.has(id),
      });
    };
    return { drawNode, nodeDimensions: box ? { width: box.w, height: box.h } : { width: 1, height: 1 } };
  }

  paintEdges(ctx) {
    const { text, ground, accent } = this.theme;
    const quiet = mixed(text, ground, this.theme.dark ? 0.42 : 0.34);
    ctx.save();
    ctx.lineCap = "round";
    for (const edge of this.edges) {
      const touched = this.selected !== null && (edge.from.id === this.selected || edge.to.id === this.selected);
      const pointed = edge === this.hovered || edge.from === this.hovered || edge.to === this.hovered;
      if (edge.quiet && !touched && !pointed) continue;
      const colour = touched || edge === this.hovered ? accent : quiet;
      ctx.globalAlpha = touched ? 1 : this.selected !== null ? 0.3 : edge.link && edge.link !== "requires" ? 0.55 : 1;
      ctx.lineWidth = (touched || edge === this.hovered ? 2.2 : 1.2) + (edge.weight ? edge.weight - 1 : 0) * 0.6;
      ctx.strokeStyle = colour;
      ctx.fillStyle = colour;
      ctx.setLineDash(edge.dashes ? [5, 4] : []);
      const way = this.wayOf(edge);
      ctx.beginPath();
      traceWay(ctx, way);
      ctx.stroke();
      ctx.setLineDash([]);
      paintHead(ctx, way, Math.max(1, (edge.weight || 1) / 2.6));
    }
    ctx.restore();
  }

  /** Upright lines with a text that stays at the top, whatever part is in sight. */
  paintRulers(ctx) {
    if (!this.rulers.length) return;
    const view = this.view();
    const scale = this.network.getScale();
    const top = view.y - view.h / 2;
    ctx.save();
    ctx.font = `600 ${12 / scale}px ${this.theme.font}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    ctx.lineWidth = 1 / scale;
    let free = -Infinity;
    for (const [x, text] of this.rulers) {
      ctx.strokeStyle = mixed(this.theme.text, this.theme.ground, 0.12);
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + view.h);
      ctx.stroke();
      if (x < free) continue;
      ctx.fillStyle = mixed(this.theme.text, this.theme.ground, 0.72);
      ctx.fillText(text, x + 5 / scale, top + 10 / scale);
      free = x + 42 / scale;
    }
    ctx.restore();
  }

  wayOf(edge) {
    if (!edge.way) edge.way = this.enters ? straightWay(edge.from, edge.to, edge.bends) : edgeWay(edge.from, edge.to, edge.bends);
    return edge.way;
  }

  drawn() {
    this.overview.paint(this.boxes, this.view(), this.looks, this.theme);
    if (this.sized || !this.boxes.length) return;
    // vis learns a custom node's size in its first painting and uses it from its second on.
    this.sized = true;
    this.nodes.update(this.boxes.map(({ id, x, y }) => ({ id, x, y })));
  }

  /** Where a node is, in pixels of the window. */
  placeOf(id) {
    const frame = this.stage.getBoundingClientRect();
    const { x, y } = this.network.canvasToDOM(this.byId.get(id));
    return { x: frame.left + x, y: frame.top + y };
  }

  // ---- camera

  view() {
    const scale = this.network.getScale();
    const { x, y } = this.network.getViewPosition();
    return { x, y, w: this.stage.clientWidth / scale, h: this.stage.clientHeight / scale };
  }

  /** The first view: all of it where it stays legible, else its beginning, or what is selected. */
  enter() {
    if (this.fitted || !this.boxes.length || !this.stage.clientWidth) return;
    this.fitted = true;
    const bounds = boundsOf(this.boxes);
    const scale = this.scaleToFit(bounds);
    if (scale >= (this.enters ? LEGIBLE / 2 : LEGIBLE)) {
      this.fit(false);
      return;
    }
    const high = this.rulers.length ? 0 : (this.stage.clientHeight - 2 * MARGIN) / (bounds.bottom - bounds.top);
    const chosen = Math.min(1, Math.max(LEGIBLE + 0.1, high));
    const first = this.byId.get(this.selected) || this.beginning();
    this.moveTo(this.clamped(first, chosen, bounds), chosen, false);
  }

  /** Where one begins: the first step of a plan, else what the drawing is about. */
  beginning() {
    const marked = this.boxes.find((box) => box.number === 1) || this.boxes.find((box) => box.status === "target");
    if (marked) return marked;
    if (this.rulers.length) return nearest(this.boxes, (box) => box.y);
    const tied = this.boxes.filter((box) => this.edgesOf.get(box.id).some((edge) => !edge.quiet));
    return nearest(tied.length ? tied : this.boxes, (box) => box.x);
  }

  clamped(point, scale, bounds) {
    const within = (value, low, high, half) => (high - low < 2 * half ? (low + high) / 2 : Math.min(Math.max(value, low + half), high - half));
    const margin = MARGIN / scale;
    return {
      x: within(point.x, bounds.left - margin, bounds.right + margin, this.stage.clientWidth / 2 / scale),
      y: within(point.y, bounds.top - margin, bounds.bottom + margin, this.stage.clientHeight / 2 / scale),
    };
  }

  scaleToFit(bounds) {
    const { clientWidth: width, clientHeight: height } = this.stage;
    return Math.min(LARGEST, (width - 2 * MARGIN) / (bounds.right - bounds.left), (height - 2 * MARGIN - BUTTONS) / (bounds.bottom - bounds.top));
  }

  moveTo(position, scale = this.network.getScale(), smooth = true) {
    this.isWhole = false;
    const still = !smooth || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.moveTo({ position, scale, animation: still ? false : { duration: 220, easingFunction: "easeInOutQuad" } });
  }

  reveal(box) {
    const view = this.view();
    const outside = Math.abs(box.x - view.x) > (view.w - box.w) / 2 || Math.abs(box.y - view.y) > (view.h - box.h) / 2;
    if (outside) this.moveTo({ x: box.x, y: box.y }, Math.max(this.network.getScale(), LEGIBLE));
  }

  fit(smooth = true) {
    const bounds = boundsOf(this.boxes);
    const scale = this.scaleToFit(bounds);
    const middle = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom - BUTTONS / scale) / 2 };
    this.moveTo(middle, scale, smooth);
    this.isWhole = true;
  }

  zoomIn() { this.zoom(1.3); }

  zoomOut() { this.zoom(1 / 1.3); }

  zoom(factor) {
    this.moveTo(this.network.getViewPosition(), Math.min(3, Math.max(0.05, this.network.getScale() * factor)));
  }

  first() { this.goTo(this.beginning()); }

  goal() { this.goTo(this.boxes.find((box) => box.status === "target") || this.boxes[this.boxes.length - 1]); }

  goTo(box) {
    const scale = Math.max(this.network.getScale(), LEGIBLE + 0.1);
    if (box) this.moveTo(this.clamped(box, scale, boundsOf(this.boxes)), scale);
  }

  fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.root.requestFullscreen) this.root.requestFullscreen();
  }

  resized() {
    if (!this.stage.clientWidth) return;
    this.network.setSize("100%", "100%");
    this.network.redraw();
    // What showed all of it goes on doing so: a page gets its width only as its parts arrive.
    if (this.isWhole) this.fit(false);
    this.enter();
  }

  // ---- pointer

  clicked(event) {
    const box = boxAt(this.boxes, event.pointer.canvas);
    this.network.unselectAll();
    if (box && this.enters) this.tell("expand", box.id);
    else if (box) this.choose(box.id, false);
    else if (this.selected !== null) {
      this.select(null);
      this.tell("clear", null);
    }
  }

  choose(id, reveal) {
    if (id === this.selected) return;
    this.select(id, { reveal });
    this.tell("select", id);
  }

  follow(id) {
    const box = this.byId.get(id);
    if (!box) return;
    Object.assign(box, this.network.getPosition(id));
    this.edgesOf.get(id).forEach((edge) => { edge.way = null; });
  }

  pointed(event) {
    const frame = this.stage.getBoundingClientRect();
    const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const point = this.network.DOMtoCanvas(at);
    this.hover(boxAt(this.boxes, point) || this.edgeAt(point), at);
  }

  edgeAt(point) {
    const reach = (6 / this.network.getScale()) ** 2;
    let [found, nearest] = [null, reach];
    for (const edge of this.edges) {
      if (edge.quiet && edge.from.id !== this.selected && edge.to.id !== this.selected) continue;
      const distance = squaredDistance(this.wayOf(edge), point);
      if (distance < nearest) [found, nearest] = [edge, distance];
    }
    return found;
  }

  hover(thing, at) {
    if (thing !== this.hovered) {
      this.hovered = thing;
      this.hideTooltip();
      this.stage.classList.toggle("lm-over", Boolean(thing && thing.id !== undefined));
      if (thing) this.later = setTimeout(() => this.showTooltip(thing), 280);
      this.network.redraw();
    }
    this.at = at;
  }

  hideTooltip() {
    clearTimeout(this.later);
    this.tooltip.hidden = true;
  }

  showTooltip(thing) {
    const lines = thing.id === undefined ? [`${nameOf(thing.from)} → ${nameOf(thing.to)}`, "", thing.title] : thing.title.split("\n");
    const [name, kind, ...rest] = lines;
    this.tooltip.replaceChildren(...[["strong", name], ["span", kind], ["p", rest.join("\n")]].filter(([, text]) => text).map(([tag, text]) => {
      const element = document.createElement(tag);
      element.textContent = text;
      return element;
    }));
    this.tooltip.hidden = false;
    const room = { x: this.root.clientWidth - this.tooltip.offsetWidth - 8, y: this.root.clientHeight - this.tooltip.offsetHeight - 8 };
    const below = this.at.y + 18 > room.y ? this.at.y - this.tooltip.offsetHeight - 12 : this.at.y + 18;
    this.tooltip.style.left = `${Math.max(8, Math.min(this.at.x + 12, room.x))}px`;
    this.tooltip.style.top = `${Math.max(8, below)}px`;
  }

  // ---- keyboard

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowLeft: () => this.step(this.neighbour(-1)),
      ArrowRight: () => this.step(this.neighbour(1)),
      ArrowUp: () => this.step(this.beside(-1)),
      ArrowDown: () => this.step(this.beside(1)),
      Enter: () => this.selected !== null && this.tell("expand", this.selected),
      Escape: () => { if (this.selected !== null) { this.select(null); this.tell("clear", null); } },
      "+": () => this.zoomIn(),
      "=": () => this.zoomIn(),
      "-": () => this.zoomOut(),
      0: () => this.fit(),
      Home: () => this.step(this.beginning()),
      End: () => this.step(this.boxes.find((box) => box.status === "target")),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  step(box) {
    if (!box) return;
    this.select(box.id);
    if (this.enters) return; // one looks around among areas; only to enter one is worth a run
    // While a key is held down only where it ends up is worth a run of the page.
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell("select", box.id), 140);
  }

  /** The prerequisite (-1) or dependent (1) of the selected node nearest in height; without one, the first step. */
  neighbour(side) {
    const here = this.byId.get(this.selected);
    if (!here) return this.beginning();
    const near = this.edgesOf.get(here.id).map((edge) => (edge.from === here ? edge.to : edge.from));
    return nearest(near.filter((box) => Math.sign(box.x - here.x) === side), (box) => Math.abs(box.y - here.y));
  }

  /** The next node above (-1) or below (1) in the same layer. */
  beside(side) {
    const here = this.byId.get(this.selected);
    if (!here) return this.beginning();
    const column = this.boxes.filter((box) => Math.abs(box.x - here.x) < (box.w + here.w) / 2 && Math.sign(box.y - here.y) === side);
    return nearest(column, (box) => Math.abs(box.y - here.y));
  }
}

function isOutside(box, view) {
  return Math.abs(box.x - view.x) > (view.w + box.w) / 2 + MARGIN || Math.abs(box.y - view.y) > (view.h + box.h) / 2 + MARGIN;
}

function nearest(boxes, distance) {
  return boxes.reduce((best, box) => (!best || distance(box) < distance(best) ? box : best), null);
}

function nameOf(box) {
  return box.title.split("\n")[0];
}

function pairsOf(flat = []) {
  const points = [];
  for (let index = 0; index < flat.length; index += 2) points.push({ x: flat[index], y: flat[index + 1] });
  return points;
}

function paintHead(ctx, way, size) {
  const end = way.points[way.points.length - 1];
  const before = way.points[way.points.length - 2];
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [dx, dy] = way.straight ? [(end.x - before.x) / length, (end.y - before.y) / length]
    : way.upright ? [0, Math.sign(end.y - before.y)] : [Math.sign(end.x - before.x) || 1, 0];
  ctx.beginPath();
  ctx.moveTo(end.x, end.y);
  const [long, half] = [8 * size, 4 * size];
  ctx.lineTo(end.x - dx * long - dy * half, end.y - dy * long + dx * half);
  ctx.lineTo(end.x - dx * long + dy * half, end.y - dy * long - dx * half);
  ctx.closePath();
  ctx.fill();
}
