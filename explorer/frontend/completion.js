// What could stand where the caret is: variables of the text, words of SPARQL, the vocabulary's terms, the map's nodes.
// A list box below the caret; the field stays an ordinary text field that a screen reader reads as one.

const MOST_OFFERED = 10;
const SEARCH_DELAY = 120;
const BEFORE_CARET = /([?$][\p{L}\d_]*|(?:\p{L}[\p{L}\d_.-]*)?:[\p{L}\d_-]*|[\p{L}_][\p{L}\d_ー-]*)$/u;

class Completion {
  constructor(root, field, accept, shown) {
    this.field = field;
    this.accept = accept;
    this.shown = shown;
    this.list = document.createElement("ul");
    this.list.className = "offers";
    this.list.id = `offers-${Math.random().toString(36).slice(2)}`;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    root.appendChild(this.list);
    for (const [name, value] of [["aria-autocomplete", "list"], ["aria-controls", this.list.id]]) field.setAttribute(name, value);
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.place));
    });
    this.turn = 0;
    this.close();
  }

  get open() { return !this.list.hidden; }

  close() {
    this.turn++;
    clearTimeout(this.timer);
    this.options = [];
    this.at = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.field.removeAttribute("aria-activedescendant");
  }

  // tokens of the text; `forced`: asked for by key, so that the first is chosen at once.
  offer(tokens, data, forced) {
    const caret = this.field.selectionStart;
    const inside = tokens.find((token) => token.start < caret && caret <= token.end);
    const word = this.field.value.slice(0, caret).match(BEFORE_CARET)?.[0] ?? "";
    this.close();
    if (["comment", "string", "iri", "language"].includes(inside?.kind) || (!word && !forced)) return;
    this.from = caret - word.length;
    const chosen = forced || word.includes(":");
    const near = this.words(word, tokens, data);
    this.show(near, chosen);
    const asked = word.startsWith(":") ? word.slice(1) : word;
    if (asked.length < 2 || /^[?$]/.test(word) || (word.includes(":") && !word.startsWith(":"))) return;
    const turn = this.turn;
    this.timer = setTimeout(async () => {
      const nodes = await this.nodes(asked, data);
      if (turn === this.turn) this.show([...near.slice(0, word.startsWith(":") ? 0 : 5), ...nodes], chosen);
    }, SEARCH_DELAY);
  }

  words(word, tokens, data) {
    const low = word.toLowerCase();
    if (/^[?$]/.test(word)) {
      const names = new Set(tokens.filter((token) => token.kind === "variable").map((token) => `?${token.text.slice(1)}`));
      return [...names].filter((name) => name.startsWith(`?${word.slice(1)}`) && name !== word).map((name) => ({ insert: name, kind: "variable" }));
    }
    const terms = data.terms.map((term) => ({ insert: term.name, label: term.label, detail: data.words[term.kind], kind: term.kind, other: term.other }));
    if (word.includes(":")) {
      const [prefix, local] = [low.slice(0, low.indexOf(":") + 1), low.slice(low.indexOf(":") + 1)];
      return terms.filter((term) => term.insert.toLowerCase().startsWith(prefix) && matches(term, local) && term.insert !== word);
    }
    const spoken = low.length > 1 ? terms.filter((term) => matches(term, low)) : [];
    const keys = KEYWORDS.filter((key) => low && key.startsWith(word.toUpperCase())).map((insert) => ({ insert, kind: "keyword" }));
    const prefixes = data.prefixes.filter((prefix) => prefix && prefix.startsWith(low)).map((prefix) => ({ insert: `${prefix}:`, kind: "prefix" }));
    return [...keys, ...prefixes, ...spoken].filter((option) => option.insert !== word);
  }

  async nodes(text, data) {
    if (data.nodes) {
      const low = text.toLowerCase();
      return data.nodes.filter(([id, label, other]) => [id, label, other].some((name) => name.toLowerCase().includes(low)))
        .slice(0, MOST_OFFERED).map(([id, label, , , kindName]) => nodeOption({ id, label, kindName }));
    }
    try {
      const answer = await fetch(`/api/search?${new URLSearchParams({ q: text, lang: data.language, limit: "7" })}`);
      return answer.ok ? (await answer.json()).matches.map(nodeOption) : [];
    } catch { return []; }
  }

  show(options, chosen) {
    const texts = new Set();
    this.options = options.filter((option) => !texts.has(option.insert) && texts.add(option.insert)).slice(0, MOST_OFFERED);
    this.list.replaceChildren(...this.options.map((option, place) => this.item(option, place)));
    this.list.hidden = !this.options.length;
    this.choose(chosen && this.options.length ? 0 : -1);
    if (this.open) this.shown();
  }

  item(option, place) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${place}`;
    item.setAttribute("role", "option");
    item.dataset.place = String(place);
    for (const [name, text] of [[`insert ${option.kind}`, option.insert], ["label", option.label], ["detail", option.detail]]) {
      if (!text) continue;
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      item.appendChild(part);
    }
    return item;
  }

  choose(place) {
    this.at = place;
    [...this.list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
    const item = this.list.children[place];
    if (item) { this.field.setAttribute("aria-activedescendant", item.id); item.scrollIntoView({ block: "nearest" }); }
    else this.field.removeAttribute("aria-activedescendant");
  }

  // Whether a key was for the list.
  key(event) {
    if (!this.open) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const count = this.options.length;
    if (event.key in moves) this.choose(this.at < 0 && event.key === "ArrowUp" ? count - 1 : (this.at + moves[event.key] + count) % count);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && !event.shiftKey) this.take(Math.max(this.at, 0));
    else if (event.key === "Enter" && this.at >= 0) this.take(this.at);
    else return false;
    return true;
  }

  take(place) {
    const option = this.options[place];
    if (!option) return;
    const from = this.from;
    this.close();
    this.accept(from, option.insert);
  }
}

const matches = (term, text) => [term.insert.slice(term.insert.indexOf(":") + 1), term.label, term.other].some((name) => name.toLowerCase().includes(text));

function nodeOption(match) {
  const plain = /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(match.id);
  return { insert: plain ? `:${match.id}` : `<${match.id}>`, label: match.label, detail: match.kindName, kind: "node" };
}
