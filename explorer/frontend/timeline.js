// Milestones in lanes by area. What there is room for in the window is named, the most needed first; the rest are marks.

const SVG = "http://www.w3.org/2000/svg";
const ROW = 24;
const STRIP = 12;
const LEAST_YEARS = 0.5;

function made(tag, attributes = {}, parent = null, text = null) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== null) element.textContent = text;
  if (parent) parent.appendChild(element);
  return element;
}

class Timeline {
  constructor(parent) {
    const root = parent.appendChild(document.createElement("div"));
    this.root = root;
    root.timeline = this; // for a console, and for tests
    root.className = "timeline";
    this.bar = root.appendChild(document.createElement("div"));
    this.bar.className = "bar";
    this.bar.setAttribute("role", "toolbar");
    this.span = this.bar.appendChild(document.createElement("strong"));
    this.span.setAttribute("aria-live", "polite");
    this.buttons = ["earlier", "zoomOut", "zoomIn", "later", "all", "usual"].map((name) => this.button(name));
    this.overview = made("svg", { class: "overview", "aria-hidden": "true" }, root);
    this.frame = root.appendChild(document.createElement("div"));
    this.frame.className = "frame";
    this.frame.tabIndex = 0;
    this.frame.setAttribute("role", "application");
    this.svg = made("svg", {}, this.frame);
    this.tip = root.appendChild(document.createElement("div"));
    this.tip.className = "tip";
    this.tip.hidden = true;
    this.measure = document.createElement("canvas").getContext("2d");
    this.listen();
    this.watcher = new ResizeObserver(() => this.paint());
    this.watcher.observe(root);
  }

  button(name) {
    const button = this.bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = `button ${name}`;
    button.addEventListener("click", () => this[name]());
    return [name, button];
  }

  listen() {
    let grip = null;
    this.frame.addEventListener("pointerdown", (event) => { if (event.button === 0) grip = { x: event.clientX, from: this.from, to: this.to, moved: false }; });
    this.frame.addEventListener("pointermove", (event) => {
      if (grip && event.buttons & 1) {
        const years = ((grip.x - event.clientX) / this.room) * (grip.to - grip.from);
        if (Math.abs(grip.x - event.clientX) > 4) { grip.moved = true; this.show(grip.from + years, grip.to + years); }
      } else this.point(event);
    });
    addEventListener("pointerup", () => { if (grip?.moved) this.settled(); setTimeout(() => { grip = null; }); });
    this.frame.addEventListener("click", (event) => {
      const id = event.target.closest("[data-id]")?.dataset.id;
      if (id && !grip?.moved) this.open(id);
    });
    this.frame.addEventListener("pointerleave", () => this.point(null));
    this.frame.addEventListener("wheel", (event) => {
      // A page that scrolls must not be caught by what the pointer crosses: the wheel zooms with Ctrl only.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const frame = this.frame.getBoundingClientRect();
      this.zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - frame.left - this.left) / this.room);
    }, { passive: false });
    this.frame.addEventListener("keydown", (event) => this.pressed(event));
    this.overview.addEventListener("pointerdown", (event) => this.centre(event));
    this.overview.addEventListener("pointermove", (event) => { if (event.buttons & 1) this.centre(event); });
  }

  // ---- what is shown

  update(data, tell) {
    this.tell = tell;
    this.root.lang = data.language;
    const same = this.data && this.data.key === data.key;
    this.data = data;
    this.byId = new Map(data.items.map((item) => [item.id, item]));
    if (!same || this.asked !== data.window.join()) [this.from, this.to] = data.window;
    this.asked = data.window.join();
    this.selected = data.selected;
    this.frame.setAttribute("aria-label", data.text.label);
    this.bar.setAttribute("aria-label", data.text.controls);
    for (const [name, button] of this.buttons) {
      const text = data.text[name];
      button.textContent = name === "all" || name === "usual" ? text : { earlier: "←", later: "→", zoomIn: "+", zoomOut: "−" }[name];
      button.title = text;
      button.setAttribute("aria-label", text);
    }
    this.paint();
  }

  show(from, to) {
    const [first, last] = this.data.bounds;
    const years = Math.min(Math.max(to - from, LEAST_YEARS), last - first);
    this.from = Math.min(Math.max(from, first), last - years);
    this.to = this.from + years;
    this.paint();
  }

  settled() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      // The address holds whole years; what it will say is noted, so that its echo does not move the window.
      const said = [Math.floor(this.from), Math.floor(this.to - 1e-6)];
      const echo = [said[0], said[1] + 1].join();
      if (echo !== this.asked) { this.asked = echo; this.tell({ kind: "window", value: said.join("-") }); }
    }, 400);
  }

  zoom(factor, at = 0.5) {
    const middle = this.from + at * (this.to - this.from);
    const years = (this.to - this.from) * factor;
    this.show(middle - at * years, middle + (1 - at) * years);
    this.settled();
  }

  move(years) { this.show(this.from + years, this.to + years); this.settled(); }

  earlier() { this.move(-(this.to - this.from) / 3); }

  later() { this.move((this.to - this.from) / 3); }

  zoomIn() { this.zoom(0.6); }

  zoomOut() { this.zoom(1 / 0.6); }

  all() { this.show(...this.data.bounds); this.settled(); }

  usual() { this.show(...this.data.usual); this.settled(); }

  open(id) { this.tell({ kind: "select", value: id }); }

  // ---- layout

  x(year) { return this.left + ((year - this.from) / (this.to - this.from)) * this.room; }

  width(text, bold) {
    this.measure.font = `${bold ? 600 : 400} 13px ${getComputedStyle(this.root).fontFamily}`;
    return this.measure.measureText(text).width;
  }

  /** Which of a lane's items are named, and in which row: the most needed first, as long as rows have room. */
  placed(items, rows) {
    const ends = Array.from({ length: rows }, () => []);
    const named = [];
    const marks = [];
    for (const item of items) {
      const left = this.x(item.at);
      const bold = item.id === this.selected;
      const right = left + 22 + this.width(item.name, bold);
      const row = right > this.left + this.room ? -1 : ends.findIndex((taken) => taken.every(([from, to]) => right + 8 < from || left - 8 > to));
      if (row < 0) { marks.push(item); continue; }
      ends[row].push([left - 8, right]);
      named.push({ item, row, bold });
    }
    return { named, marks, rows: named.reduce((most, { row }) => Math.max(most, row + 1), 0) };
  }

  lanes() {
    const within = this.data.items.filter((item) => item.at >= this.from && item.at <= this.to);
    const rows = this.data.lanes.length === 1 ? 18 : this.narrow ? 2 : 3;
    let y = 30;
    return this.data.lanes.map((lane) => {
      const items = within.filter((item) => item.lane === lane.id);
      if (!items.length) return null;
      const placed = this.placed(items, rows);
      const head = this.narrow ? 20 : 0;
      const height = Math.max(head + placed.rows * ROW + STRIP + 8, 30);
      const shown = { lane, y, head, height, count: items.length, ...placed };
      y += height;
      return shown;
    }).filter(Boolean);
  }

  // ---- painting

  paint() {
    if (!this.data || !this.root.clientWidth) return;
    this.narrow = this.root.clientWidth < 700;
    this.left = this.narrow ? 10 : 190;
    this.room = this.root.clientWidth - this.left - 14;
    const lanes = this.lanes();
    const height = lanes.length ? lanes[lanes.length - 1].y + lanes[lanes.length - 1].height : 80;
    const focused = this.root.getRootNode().activeElement;
    this.svg.replaceChildren();
    this.svg.setAttribute("width", this.root.clientWidth - 2);
    this.svg.setAttribute("height", height + 4);
    this.places = new Map();
    this.named = new Set(lanes.flatMap((lane) => lane.named.map(({ item }) => item.id)));
    this.span.textContent = `${Math.floor(this.from)} – ${Math.floor(this.to - 1e-6)}`;
    this.paintYears(height);
    const lines = made("g", { class: "lines" }, this.svg);
    lanes.forEach((lane, index) => this.paintLane(lane, index));
    this.paintLineage(lines);
    this.paintOverview();
    if (focused && !focused.isConnected) this.frame.focus();
  }

  paintYears(height) {
    const years = this.to - this.from;
    const step = [1, 2, 5, 10, 20].find((size) => (size / years) * this.room > 46) || 50;
    const group = made("g", { class: "years" }, this.svg);
    for (let year = Math.ceil(this.from / step) * step; year <= this.to; year += step) {
      const x = this.x(year);
      made("line", { x1: x, x2: x, y1: 22, y2: height }, group);
      made("text", { x: Math.min(x, this.left + this.room - 16), y: 15, "text-anchor": x < this.left + 14 ? "start" : "middle" }, group, String(year));
    }
  }

  paintLane({ lane, y, head, height, named, marks, rows, count }, index) {
    const group = made("g", { class: index % 2 ? "lane odd" : "lane" }, this.svg);
    made("rect", { class: "ground", x: 0, y, width: this.root.clientWidth, height }, group);
    const name = made("text", { class: "name", x: 12, y: y + (head ? 15 : 18) }, group);
    for (const [line, text] of this.wrapped(lane.name, this.narrow ? 999 : this.left - 24).entries()) made("tspan", { x: 12, dy: line ? 15 : 0 }, name, text);
    made("title", {}, name, `${lane.name} (${count})`);
    const top = y + head + 4;
    for (const item of marks) {
      const x = this.x(item.at);
      this.places.set(item.id, [x, top + rows * ROW + STRIP / 2]);
      made("circle", { class: "mark", cx: x, cy: top + rows * ROW + STRIP / 2, r: 3.2, fill: this.hue(item), "data-id": item.id }, group);
    }
    for (const { item, row, bold } of named) {
      const [x, middle] = [this.x(item.at), top + row * ROW + ROW / 2];
      this.places.set(item.id, [x, middle]);
      const one = made("g", { class: item.id === this.selected ? "item selected" : "item", "data-id": item.id }, group);
      made("rect", { class: "hit", x: x - 8, y: middle - ROW / 2 + 1, width: this.width(item.name, bold) + 28, height: ROW - 2, rx: 6 }, one);
      made("path", { d: this.data.looks[item.kind][0], transform: `translate(${x - 7},${middle - 4.5}) scale(0.48 0.5)`, fill: this.hue(item), "fill-opacity": 0.3, stroke: this.hue(item), "stroke-width": 2.4 }, one);
      made("text", { x: x + 13, y: middle + 4.5 }, one, item.name);
    }
  }

  hue(item) { return this.data.looks[item.kind][1]; }

  wrapped(text, room) {
    const words = text.includes(" ") ? text.split(/(?<= )/) : [...text];
    const lines = [""];
    for (const word of words) {
      if (this.width(lines[lines.length - 1] + word, true) > room && lines[lines.length - 1]) lines.push("");
      lines[lines.length - 1] += word;
    }
    return lines.slice(0, 2);
  }

  /** What an item was developed from, and what came from it. */
  paintLineage(group) {
    const about = this.hovered || this.selected;
    for (const item of this.data.items) {
      for (const before of item.after) {
        const touched = item.id === about || before === about;
        const [start, end] = [this.places.get(before), this.places.get(item.id)];
        const drawn = touched || (this.data.lanes.length === 1 && this.named.has(item.id) && this.named.has(before));
        if (!start || !end || !drawn) continue;
        const bend = Math.max(20, Math.abs(end[0] - start[0]) / 2);
        made("path", { class: touched ? "line touched" : "line", d: `M${start[0]},${start[1]}C${start[0] + bend},${start[1]} ${end[0] - bend},${end[1]} ${end[0]},${end[1]}` }, group);
      }
    }
  }

  paintOverview() {
    const [width, height] = [this.root.clientWidth - 2, 40];
    const [first, last] = this.data.bounds;
    const x = (year) => ((year - first) / (last - first)) * width;
    this.overview.replaceChildren();
    this.overview.setAttribute("width", width);
    this.overview.setAttribute("height", height);
    const years = new Map();
    for (const item of this.data.items) years.set(Math.floor(item.at), (years.get(Math.floor(item.at)) || 0) + 1);
    const most = Math.max(...years.values(), 1);
    for (const [year, count] of years) {
      const tall = Math.max(2, (count / most) * (height - 12));
      made("rect", { class: "count", x: x(year), y: height - tall, width: Math.max(1, x(first + 1) - 1), height: tall }, this.overview);
    }
    made("rect", { class: "window", x: x(this.from), y: 1, width: Math.max(4, x(this.to) - x(this.from)), height: height - 2, rx: 4 }, this.overview);
  }

  centre(event) {
    const [first, last] = this.data.bounds;
    const frame = this.overview.getBoundingClientRect();
    const year = first + ((event.clientX - frame.left) / frame.width) * (last - first);
    const half = (this.to - this.from) / 2;
    this.show(year - half, year + half);
    this.settled();
  }

  // ---- pointer and keys

  point(event) {
    const id = event?.target.closest?.("[data-id]")?.dataset.id ?? null;
    if (id !== this.hovered) {
      this.hovered = id;
      this.svg.querySelector(".lines").replaceChildren();
      this.paintLineage(this.svg.querySelector(".lines"));
      this.describe(id);
    }
    if (id && event) this.put(event);
  }

  describe(id) {
    const item = this.byId.get(id);
    this.tip.hidden = !item;
    if (!item) return;
    this.tip.replaceChildren(...[["strong", item.name], ["span", item.about], ["p", item.text]].map(([tag, text]) => {
      const element = document.createElement(tag);
      element.textContent = text;
      return element;
    }));
  }

  put(event) {
    const frame = this.root.getBoundingClientRect();
    const x = Math.min(event.clientX - frame.left + 14, frame.width - this.tip.offsetWidth - 6);
    const below = event.clientY - frame.top + 18;
    const y = event.clientY + 24 + this.tip.offsetHeight > innerHeight ? below - this.tip.offsetHeight - 34 : below;
    this.tip.style.left = `${Math.max(4, x)}px`;
    this.tip.style.top = `${y}px`;
  }

  pressed(event) {
    const act = {
      ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1), "+": () => this.zoomIn(), "=": () => this.zoomIn(),
      "-": () => this.zoomOut(), PageUp: () => this.earlier(), PageDown: () => this.later(), 0: () => this.all(),
      Enter: () => this.focus && this.open(this.focus),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  /** Go to the item before (-1) or after (1) by date, and tell about it. */
  step(side) {
    const inside = this.data.order.filter((id) => this.byId.get(id).at >= this.from && this.byId.get(id).at <= this.to);
    if (!inside.length) return;
    const at = inside.indexOf(this.focus);
    this.focus = inside[at < 0 ? (side > 0 ? 0 : inside.length - 1) : Math.min(Math.max(at + side, 0), inside.length - 1)];
    this.hovered = this.focus;
    this.selected = this.focus;
    this.paint();
    const [x, y] = this.places.get(this.focus);
    this.describe(this.focus);
    const frame = this.svg.getBoundingClientRect();
    this.put({ clientX: frame.left + x, clientY: frame.top + y });
    this.span.textContent = `${this.byId.get(this.focus).name}, ${this.byId.get(this.focus).about}`;
  }
}

export default mountedOnce(Timeline);
