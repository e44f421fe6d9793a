// A field that searches the map's names on the server while one types (a combobox with a list box, as WAI-ARIA describes it).
// data: { label, hint, placeholder, language, event, chips: [{ id, label, kind, kindName, remove }], removes, text: { none, failed, found } }

const DELAY = 90;
const MOST = 8;

class Picker {
  constructor(parent) {
    this.root = document.createElement("div");
    this.root.className = "picker";
    const id = `picker-${Math.random().toString(36).slice(2)}`;
    this.label = this.make("label", "picker-label", this.root);
    this.field = this.make("div", "field", this.root);
    this.chips = this.make("ul", "chips", this.field);
    this.input = this.make("input", "query", this.field);
    this.list = this.make("ul", "options", this.root);
    this.message = this.make("p", "message", this.root);
    this.label.htmlFor = this.input.id = `${id}-input`;
    this.list.id = `${id}-list`;
    Object.assign(this.input, { type: "text", autocomplete: "off", spellcheck: false });
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", this.list.id]]) this.input.setAttribute(name, value);
    this.list.setAttribute("role", "listbox");
    this.message.setAttribute("role", "status");
    this.options = [];
    this.at = -1;
    this.asked = 0;
    this.close();
    this.listen();
    parent.appendChild(this.root);
  }

  make(tag, name, parent) {
    const element = document.createElement(tag);
    element.className = name;
    parent.appendChild(element);
    return element;
  }

  listen() {
    this.field.addEventListener("mousedown", (event) => {
      if (event.target === this.field || event.target === this.chips) { event.preventDefault(); this.input.focus(); }
    });
    this.input.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.search(), DELAY); });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => { if (this.input.value.trim()) this.search(); });
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.place));
    });
  }

  key(event) {
    // While an input method composes, its keys are its own: Enter there takes a spelling, not an option.
    if (event.isComposing || event.keyCode === 229) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.options.length) {
      event.preventDefault();
      this.mark((this.at + moves[event.key] + this.options.length) % this.options.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.options.length) this.choose(Math.max(this.at, 0));
      else this.search(true);
    } else if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Backspace" && !this.input.value && this.data.chips.length) {
      this.tell({ kind: this.data.removes, value: this.data.chips.at(-1).id });
    }
  }

  async search(chooseFirst = false) {
    const text = this.input.value.trim();
    const turn = ++this.asked;
    if (!text) { this.close(); return; }
    if (this.data.nodes) { this.here(text, chooseFirst); return; }
    try {
      const answer = await fetch(`/api/search?${new URLSearchParams({ q: text, lang: this.data.language, limit: MOST })}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const { matches } = await answer.json();
      if (turn !== this.asked) return;
      this.show(matches, text);
      if (chooseFirst && matches.length) this.choose(0);
    } catch {
      if (turn === this.asked) { this.close(); this.say(this.data.text.failed); }
    }
  }

  // One's own map is known to this page alone: its names came with the page.
  here(text, chooseFirst) {
    const low = text.toLowerCase();
    const at = (match) => Math.min(...[match.id, match.label, match.other].map((name) => name.toLowerCase().indexOf(low)).filter((place) => place >= 0));
    const matches = this.data.nodes
      .map(([id, label, other, kind, kindName]) => ({ id, label, other: other === label ? "" : other, kind, kindName }))
      .filter((match) => Number.isFinite(at(match)))
      .sort((one, other) => at(one) - at(other) || one.label.length - other.label.length)
      .slice(0, MOST);
    this.show(matches, text);
    if (chooseFirst && matches.length) this.choose(0);
  }

  show(matches, text) {
    const chosen = new Set(this.data.chips.map((chip) => chip.id));
    this.options = matches.filter((match) => !chosen.has(match.id));
    this.list.replaceChildren(...this.options.map((match, place) => this.option(match, place)));
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.say(this.options.length ? "" : (matches.length ? "" : this.data.text.none.replace("{text}", text)));
    this.mark(this.options.length ? 0 : -1);
  }

  option(match, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.dataset.place = String(place);
    const mark = this.make("span", `mark ${match.kind}`, option);
    mark.setAttribute("aria-hidden", "true");
    const names = this.make("span", "names", option);
    this.make("span", "name", names).textContent = match.label;
    if (match.other) this.make("span", "other", names).textContent = match.other;
    this.make("span", "kind", option).textContent = match.kindName;
    return option;
  }

  mark(place) {
    this.at = place;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const option = this.list.children[place];
    if (option) { this.input.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); }
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(place) {
    const match = this.options[place];
    if (!match) return;
    this.input.value = "";
    this.close();
    this.tell({ kind: this.data.event, value: match.id });
  }

  close() {
    this.options = [];
    this.asked++;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.say("");
  }

  say(text) { this.message.textContent = text; this.message.hidden = !text; }

  update(data, tell) {
    this.data = data;
    this.tell = tell;
    this.root.lang = data.language;
    this.label.textContent = data.label;
    this.list.setAttribute("aria-label", data.label);
    this.input.placeholder = data.chips.length ? data.more : data.placeholder;
    this.chips.hidden = !data.chips.length;
    this.root.classList.toggle("compact", Boolean(data.compact));
    this.chips.replaceChildren(...data.chips.map((chip) => this.chip(chip)));
  }

  chip(chip) {
    const item = document.createElement("li");
    item.className = "chip";
    const mark = this.make("span", `mark ${chip.kind}`, item);
    mark.setAttribute("aria-hidden", "true");
    const name = this.make("span", "name", item);
    name.textContent = chip.label;
    const button = this.make("button", "remove", item);
    button.type = "button";
    button.setAttribute("aria-label", chip.remove);
    button.title = chip.remove;
    button.addEventListener("click", () => { this.input.focus(); this.tell({ kind: this.data.removes, value: chip.id }); });
    return item;
  }
}

export default mountedOnce(Picker);
