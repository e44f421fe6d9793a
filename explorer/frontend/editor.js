// The editor of a query: an ordinary text field, behind it the same text in colours.
// data: { language, text, label, run, stop, revert, keys, running, fault: { line, column, message, of } | null,
//         prefixes, terms, nodes, words: { prefix, bracket, string, place, class, property } }

const DRAFT = "learnmap-draft";
const STOP_DELAY = 250;
const PAUSE = 900;

class Editor {
  constructor(parent) {
    this.root = this.make("div", "editor", parent);
    const id = `editor-${Math.random().toString(36).slice(2)}`;
    this.label = this.make("label", "label", this.root);
    this.box = this.make("div", "box", this.root);
    this.gutter = this.make("div", "gutter", this.box);
    this.gutter.setAttribute("aria-hidden", "true");
    this.pane = this.make("div", "pane", this.box);
    this.colours = this.make("pre", "colours", this.pane);
    this.colours.setAttribute("aria-hidden", "true");
    this.field = this.make("textarea", "text", this.pane);
    Object.assign(this.field, { spellcheck: false, autocomplete: "off", wrap: "off", rows: 1, id });
    for (const name of ["autocapitalize", "autocorrect"]) this.field.setAttribute(name, "off");
    this.label.htmlFor = id;
    this.fault = this.make("button", "fault", this.root);
    this.fault.type = "button";
    this.fault.id = `${id}-fault`;
    this.row = this.make("div", "actions", this.root);
    this.run = this.button("run");
    this.revert = this.button("revert");
    this.keys = this.make("p", "keys", this.row);
    this.completion = new Completion(this.pane, this.field, (from, text) => this.insert(from, text), () => this.place());
    this.listen();
  }

  make(tag, name, parent) {
    const element = document.createElement(tag);
    element.className = name;
    parent.appendChild(element);
    return element;
  }

  button(name) {
    const button = this.make("button", `button ${name}`, this.row);
    button.type = "button";
    return button;
  }

  listen() {
    this.field.addEventListener("input", (event) => {
      this.changed(true);
      // While an input method composes there is no word yet to complete.
      if (!event.isComposing && event.inputType !== "insertFromPaste") this.completion.offer(this.tokens, this.data, false);
    });
    this.field.addEventListener("compositionend", () => this.completion.offer(this.tokens, this.data, false));
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.completion.close());
    this.field.addEventListener("click", () => this.completion.close());
    this.field.addEventListener("scroll", () => this.follow());
    this.run.addEventListener("click", () => this.start());
    this.revert.addEventListener("click", () => { this.put(this.given); this.field.focus(); });
    this.fault.addEventListener("click", () => this.goToFault());
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.completion.close(); this.start(); return; }
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); this.completion.offer(this.tokens, this.data, true); return; }
    if (this.completion.key(event)) { event.preventDefault(); return; }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const before = this.field.value.slice(0, this.field.selectionStart);
      const indent = before.slice(before.lastIndexOf("\n") + 1).match(/^ */)[0];
      this.insert(this.field.selectionStart, `\n${indent}${/[{(]\s*$/.test(before) ? "  " : ""}`);
    }
  }

  start() {
    if (this.running) { this.tell({ kind: "stop", value: "" }); return; }
    this.completion.close();
    this.given = this.field.value;
    this.keep();
    this.tell({ kind: "run", value: this.field.value });
  }

  // Typed, not set: what was there before can be undone by the field's own keys.
  insert(from, text) {
    this.field.focus();
    this.field.setSelectionRange(from, this.field.selectionEnd);
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, from, this.field.selectionEnd, "end");
      this.changed();
    }
  }

  put(text) {
    this.field.value = text;
    this.completion.close();
    this.changed();
  }

  // `typing`: what is half typed is not wrong yet, so faults wait for a pause.
  changed(typing = false) {
    const text = this.field.value;
    clearTimeout(this.pause);
    this.tokens = text.length > LONGEST_COLOURED ? [{ kind: "space", text, start: 0, end: text.length }] : sparqlTokens(text);
    this.faults = typing ? [] : this.found(text);
    if (typing) this.pause = setTimeout(() => this.changed(), PAUSE);
    this.paint(text);
    this.revert.hidden = text === this.given;
    this.keep();
  }

  found(text) {
    const told = this.data.fault;
    const own = sparqlFaults(this.tokens, this.data.prefixes, this.data.words);
    if (own.length) return own;
    if (told && told.of === text) {
      const place = placeInText(text, told.line, told.column);
      const seen = this.tokens.filter((token) => token.kind !== "space");
      const token = seen.find((each) => each.start <= place && place < each.end) ?? seen.findLast((each) => each.start <= place) ?? seen[0];
      return [{ start: token ? Math.max(token.start, Math.min(place, token.end - 1)) : 0, end: token?.end ?? 0, message: told.message, told: true }];
    }
    return [];
  }

  paint(text) {
    const [fault] = this.faults;
    const line = fault ? text.slice(0, fault.start).split("\n").length : 0;
    const parts = this.tokens.flatMap((token) => this.parts(token, fault));
    this.colours.replaceChildren(...parts, document.createTextNode("\n"));
    const count = text.split("\n").length;
    this.gutter.replaceChildren(...Array.from({ length: count }, (_, number) => {
      const item = document.createElement("span");
      item.textContent = String(number + 1);
      if (number + 1 === line) item.className = "wrong";
      return item;
    }));
    this.box.style.setProperty("--lines", String(Math.min(Math.max(count, 10), 30)));
    this.fault.hidden = !fault;
    this.fault.textContent = !fault ? "" : fault.told ? fault.message : this.data.words.place.replace("{line}", line).replace("{message}", fault.message);
    this.fault.setAttribute("role", "alert");
    if (fault) { this.field.setAttribute("aria-describedby", this.fault.id); this.field.setAttribute("aria-invalid", "true"); }
    else { this.field.removeAttribute("aria-describedby"); this.field.removeAttribute("aria-invalid"); }
    this.follow();
  }

  parts(token, fault) {
    const cuts = fault && fault.start < token.end && token.start < fault.end ? [fault.start, fault.end] : [];
    const bounds = [token.start, ...cuts.filter((cut) => cut > token.start && cut < token.end), token.end];
    return bounds.slice(1).map((end, number) => {
      const span = document.createElement("span");
      const inside = cuts.length && bounds[number] >= fault.start && end <= fault.end;
      span.className = `t-${token.kind}${inside ? " wrong" : ""}`;
      span.textContent = token.text.slice(bounds[number] - token.start, end - token.start);
      return span;
    });
  }

  follow() {
    this.colours.style.transform = `translate(${-this.field.scrollLeft}px, ${-this.field.scrollTop}px)`;
    this.gutter.style.transform = `translateY(${-this.field.scrollTop}px)`;
    if (this.completion.open) this.place();
  }

  // The list stands below the place where its word begins.
  place() {
    const range = document.createRange();
    let left = this.completion.from ?? 0;
    for (const span of this.colours.childNodes) {
      const node = span.firstChild ?? span;
      if (left <= node.length) { range.setStart(node, left); range.collapse(true); break; }
      left -= node.length;
    }
    const [mark, pane] = [range.getClientRects()[0] ?? range.getBoundingClientRect(), this.pane.getBoundingClientRect()];
    const room = pane.width - this.completion.list.offsetWidth - 8;
    this.completion.list.style.left = `${Math.max(4, Math.min(mark.left - pane.left - 10, room))}px`;
    this.completion.list.style.top = `${mark.bottom - pane.top + 4}px`;
  }

  goToFault() {
    const [fault] = this.faults;
    if (!fault) return;
    this.field.focus();
    this.field.setSelectionRange(fault.start, fault.end);
    this.field.scrollTop = (this.field.value.slice(0, fault.start).split("\n").length - 4) * parseFloat(getComputedStyle(this.field).lineHeight);
  }

  // A draft survives a look at another page; it never leaves this browser.
  keep() {
    try { sessionStorage.setItem(DRAFT, JSON.stringify({ given: this.given, text: this.field.value })); } catch { /* no storage */ }
  }

  draft(given) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
      return kept?.given === given && typeof kept.text === "string" ? kept.text : given;
    } catch { return given; }
  }

  update(data, tell) {
    this.data = data;
    this.tell = tell;
    this.root.lang = data.language;
    this.label.textContent = data.label;
    this.revert.textContent = data.revert;
    this.keys.textContent = data.keys;
    this.completion.list.setAttribute("aria-label", data.words.offers);
    this.setRunning(data.running);
    if (this.given === undefined) { this.given = data.text; this.put(this.draft(data.text)); }
    else if (this.given !== data.text) { this.given = data.text; this.put(data.text); }
    else this.changed();
  }

  setRunning(running) {
    clearTimeout(this.stopping);
    this.running = running;
    const show = () => {
      this.run.textContent = running ? this.data.stop : this.data.run;
      this.run.classList.toggle("stop", running);
    };
    // A quick answer should not make the button flicker.
    if (running) this.stopping = setTimeout(show, STOP_DELAY); else show();
  }
}

export default mountedOnce(Editor);
