// Takes one's own map: a file that is dropped or chosen, or text that is typed. What it holds goes to this session alone.
// data: { language, name, text, most, faults: [line], words: { drop, hint, choose, name, editor, read, again, large, binary } }

class OwnFile {
  constructor(parent) {
    this.root = this.make("div", "own", parent);
    const id = `own-${Math.random().toString(36).slice(2)}`;
    this.drop = this.make("div", "drop", this.root);
    this.title = this.make("p", "drop-title", this.drop);
    this.hint = this.make("p", "drop-hint", this.drop);
    this.choose = this.make("label", "button main", this.drop);
    this.file = this.make("input", "file", this.drop);
    Object.assign(this.file, { type: "file", id: `${id}-file`, accept: ".ttl,.nt,.nq,.trig,.jsonld,.json,.rdf,.xml,.owl,.csv,.graphml,.md,.markdown,.txt" });
    this.choose.htmlFor = this.file.id;
    this.message = this.make("p", "message", this.root);
    this.message.setAttribute("role", "alert");
    this.message.hidden = true;
    const row = this.make("div", "own-row", this.root);
    const name = this.make("label", "own-name", row);
    this.nameText = this.make("span", "", name);
    this.name = this.make("input", "", name);
    Object.assign(this.name, { type: "text", spellcheck: false, autocomplete: "off" });
    this.read = this.make("button", "button main", row);
    this.read.type = "button";
    this.label = this.make("label", "own-label", this.root);
    this.field = this.make("textarea", "own-text", this.root);
    Object.assign(this.field, { spellcheck: false, wrap: "off", rows: 16, id: `${id}-text` });
    this.label.htmlFor = this.field.id;
    this.listen();
  }

  make(tag, name, parent) {
    const element = document.createElement(tag);
    element.className = name;
    parent.appendChild(element);
    return element;
  }

  listen() {
    this.file.addEventListener("change", () => { this.open(this.file.files[0]); this.file.value = ""; });
    for (const kind of ["dragenter", "dragover"]) this.drop.addEventListener(kind, (event) => { event.preventDefault(); this.drop.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) this.drop.addEventListener(kind, () => this.drop.classList.remove("over"));
    this.drop.addEventListener("drop", (event) => { event.preventDefault(); this.open(event.dataTransfer.files[0]); });
    this.read.addEventListener("click", () => this.send());
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.send(); }
    });
  }

  async open(file) {
    if (!file) return;
    this.say("");
    if (file.size > this.data.most) { this.say(this.data.words.large.replace("{name}", file.name)); return; }
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      this.name.value = file.name;
      this.field.value = text;
      this.send();
    } catch { this.say(this.data.words.binary.replace("{name}", file.name)); }
  }

  send() {
    if (!this.field.value.trim()) { this.field.focus(); return; }
    this.read.setAttribute("aria-busy", "true");
    this.read.classList.add("late");
    this.tell({ kind: "mend", value: JSON.stringify({ name: this.name.value, text: this.field.value }) });
  }

  say(text) { this.message.textContent = text; this.message.hidden = !text; }

  // A finding was followed to its line.
  goTo(line) {
    const lines = this.field.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    this.field.focus();
    this.field.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    this.field.scrollTop = (line - 4) * parseFloat(getComputedStyle(this.field).lineHeight);
    this.field.scrollIntoView({ block: "center" });
  }

  update(data, tell) {
    this.data = data;
    this.tell = tell;
    const { words } = data;
    this.root.lang = data.language;
    this.title.textContent = words.drop;
    this.hint.textContent = words.hint;
    this.choose.textContent = words.choose;
    this.nameText.textContent = words.name;
    this.label.textContent = words.editor;
    this.read.textContent = data.text ? words.again : words.read;
    this.read.removeAttribute("aria-busy");
    if (this.given !== data.version) {
      this.given = data.version;
      this.name.value = data.name;
      this.field.value = data.text;
      this.say("");
    }
    if (data.line && this.shown !== data.asked) { this.shown = data.asked; this.goTo(data.line); }
  }
}

export default mountedOnce(OwnFile);
