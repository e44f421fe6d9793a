// Builds trees of [tag, attributes, children] and keeps what is already there: focus, scrolling, opened details.
// Text becomes text nodes; tags, attributes and addresses that could do more than show are dropped.

const TAGS = new Set(("a article aside button code dd details div dl dt em footer h1 h2 h3 h4 header input label li main " +
  "nav ol p pre section span strong summary table tbody td th thead tr ul").split(" "));
const ATTRIBUTES = new Set(("class id href lang title role type name value min max step checked disabled open download rel " +
  "target for tabindex scope colspan inputmode accept").split(" "));

function allowed(name, value) {
  if (name === "href") return /^(https?:\/\/|[?#]|\/(?![/\\]))/i.test(value);
  return ATTRIBUTES.has(name) || /^(aria|data)-[a-z-]+$/.test(name);
}

function made([tag, attributes, children]) {
  const element = document.createElement(TAGS.has(tag) ? tag : "span");
  dress(element, attributes, true);
  fill(element, children);
  return element;
}

function dress(element, said, fresh) {
  const wanted = "data-node" in said ? { ...linkTo(said["data-node"]), ...said } : said;
  for (const { name } of [...element.attributes]) {
    if (!(name in wanted) && name !== "open" && name !== "aria-busy") element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (!allowed(name, value) || (name === "open" && !fresh)) continue;
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  // The only measure that a page's text can set: how long a bar is, as a share of its room.
  if ("data-share" in wanted) element.style.width = `${100 * Math.min(1, Math.max(0, Number(wanted["data-share"]) || 0))}%`;
  if (element.localName === "input") {
    element.checked = "checked" in wanted;
    if ("value" in wanted && element.getRootNode().activeElement !== element) element.value = wanted.value;
  }
}

// Links of long lists name only their node; the rest of the address is added when someone turns to them.
function linkTo(id) {
  return { href: `?${new URLSearchParams({ node: id })}`, "data-event": JSON.stringify({ kind: "select", value: id }) };
}

const keyOf = (wanted) => (typeof wanted === "string" ? null : wanted[1]["data-key"] ?? null);

function fill(parent, wanted) {
  const keyed = new Map();
  for (const child of parent.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let at = parent.firstChild;
  for (const item of wanted) {
    const key = keyOf(item);
    const there = key === null ? at : keyed.get(key) ?? null;
    if (there && fits(there, item, key)) {
      if (there !== at) parent.insertBefore(there, at);
      else at = at.nextSibling;
      if (typeof item === "string") { if (there.data !== item) there.data = item; }
      else { dress(there, item[1], false); fill(there, item[2]); }
    } else {
      parent.insertBefore(typeof item === "string" ? document.createTextNode(item) : made(item), at);
    }
  }
  while (at) { const next = at.nextSibling; at.remove(); at = next; }
}

function fits(node, item, key) {
  if (typeof item === "string") return node.nodeType === Node.TEXT_NODE;
  return node.nodeType === Node.ELEMENT_NODE && node.localName === item[0] && (node.dataset.key ?? null) === key;
}

const visible = (element) => Boolean(element?.isConnected && element.getClientRects().length);

function settle(root, before) {
  for (const element of root.querySelectorAll("[data-show]")) {
    const token = element.dataset.show;
    if (element.shown === token) continue;
    element.shown = token;
    if (!token) continue;
    const scroller = element.closest("[data-scroll]");
    const inner = scroller && scroller.scrollHeight > scroller.clientHeight + 1;
    if (element === scroller) element.scrollTop = 0;
    if (inner && element !== scroller) {
      const [box, frame] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()];
      if (box.top < frame.top || box.bottom > frame.bottom) scroller.scrollTop += box.top - frame.top - frame.height / 3;
    } else if (root.seen && visible(element)) {
      // Only after something was done: a page just opened stays at its top.
      const top = element.getBoundingClientRect().top;
      if (top < 0 || top > innerHeight * 0.8) element.scrollIntoView({ block: element === scroller ? "start" : "center" });
    }
  }
  root.seen = true;
  // Whoever works by keyboard must not be thrown to the page's top when what was focused is gone or hidden.
  if (before && !visible(before)) [...root.querySelectorAll("[data-focus]")].find(visible)?.focus({ preventScroll: true });
}

const roots = new WeakMap();
// Which node the drawing, or the details beside it, speak of: said by the drawing's feed to all lists of the page.
const SELECTED = Symbol.for("learnmap.selected");

function mark(root) {
  const id = globalThis[SELECTED] ?? null;
  for (const link of root.querySelectorAll("a[data-names]")) {
    const selected = link.dataset.names === id;
    link.classList.toggle("selected", selected);
    link.dataset.show = selected ? "selected" : "";
    if (selected) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const row of root.querySelectorAll("[data-marks] > [data-key]")) {
    const selected = row.dataset.key === id;
    row.classList.toggle("selected", selected);
    const link = row.querySelector("a.title");
    if (selected) { row.dataset.show = "selected"; link?.setAttribute("aria-current", "true"); }
    else { row.dataset.show = ""; link?.removeAttribute("aria-current"); }
  }
}

// What was ticked or typed and changed nothing shows again what holds.
function rest(root) {
  clearTimeout(root.waiting);
  root.classList.remove("late");
  root.querySelectorAll("[aria-busy]").forEach((element) => element.removeAttribute("aria-busy"));
  for (const input of root.querySelectorAll("input[data-event]")) {
    if (input.type === "checkbox") input.checked = input.hasAttribute("checked");
    else if (input.type !== "file" && input.getRootNode().activeElement !== input) input.value = input.getAttribute("value");
  }
}

// Some links name only their node, those to a query nothing, others all but the node that is selected: the rest of the address
// is added when someone turns to them.
function complete(happened) {
  const link = happened.target.closest?.("a[data-node], a.query-link, [data-keeps=node] a[href^='?']");
  if (!link) return;
  const here = new URLSearchParams(location.search);
  const isQuery = link.classList.contains("query-link");
  const said = link.dataset.node || isQuery ? here : new URLSearchParams(link.getAttribute("href").slice(1));
  const node = link.dataset.node ?? here.get("node");
  if (node) said.set("node", node);
  else said.delete("node");
  if (isQuery) {
    said.delete("saved");
    said.set("page", "query");
    said.set("query", JSON.parse(link.dataset.event).value);
  }
  link.setAttribute("href", `?${said}`);
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  let root = roots.get(parentElement);
  if (!root?.isConnected) {
    root = document.createElement("div");
    root.className = "panel";
    parentElement.appendChild(root);
    roots.set(parentElement, root);
    const tell = (element, value) => {
      const event = JSON.parse(element.dataset.event);
      if (value !== undefined) event.value = value;
      element.setAttribute("aria-busy", "true");
      // Said to the eye only where the answer takes its time: an animation, even one yet to begin, costs each frame a layer.
      clearTimeout(root.waiting);
      root.waiting = setTimeout(() => root.classList.add("late"), 250);
      root.tell(event);
      if (event.kind === "select") ahead.ask(event.value);
      else ahead.awaited = null;
    };
    root.addEventListener("pointerover", complete);
    root.addEventListener("focusin", complete);
    addEventListener("learnmap-selected", () => { if (root.isConnected) { mark(root); settle(root, null); } });
    // A file made of what the page holds: nothing is asked of the server.
    root.addEventListener("click", (happened) => {
      const source = happened.target.closest("[data-file]");
      if (!source) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([source.dataset.file], { type: "application/json" }));
      link.download = source.getAttribute("download") || "file.json";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
    root.addEventListener("click", (happened) => {
      const way = happened.target.closest("[data-jump]");
      if (way) document.querySelector(`.st-key-${CSS.escape(way.dataset.jump)}`)?.scrollIntoView({ block: "start" });
    });
    root.addEventListener("click", (happened) => {
      const element = happened.target.closest("[data-event]");
      if (!element || element.localName === "input") return;
      if (happened.ctrlKey || happened.metaKey || happened.shiftKey || happened.altKey) return;
      happened.preventDefault();
      tell(element);
    });
    // What a slider stands at is said while it moves; the page hears of it when it is let go.
    root.addEventListener("input", (happened) => {
      const echo = happened.target.type === "range" && happened.target.parentElement.querySelector("[data-says]");
      if (echo) echo.textContent = echo.dataset.says.replace("{value}", happened.target.value);
    });
    // Menus float above the page: they close when one turns to something else.
    root.addEventListener("keydown", (happened) => {
      const menu = happened.key === "Escape" && happened.target.closest("details.menu[open]");
      if (!menu) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("pointerdown", (happened) => {
      const way = happened.composedPath();
      root.querySelectorAll("details.menu[open]").forEach((menu) => { if (!way.includes(menu)) menu.open = false; });
    });
    root.addEventListener("change", (happened) => {
      const element = happened.target.closest("input[data-event]");
      if (!element) return;
      if (element.type === "checkbox") tell(element);
      else if (element.type === "file") element.files[0]?.text().then((text) => {
        tell(element, `${JSON.parse(element.dataset.event).value}:${text}`);
        element.value = "";
      });
      else if (element.reportValidity()) tell(element, element.value);
    });
  }
  root.tell = asking(setTriggerValue);
  root.take = (data, isAhead) => {
    const last = root.data;
    const said = news(root, data);
    if (!isAhead && ahead.isLate(root, said)) root.data = last;
    else if (said) show(root, said, parentElement);
    else rest(root);
  };
  root.take(component.data);
}

function show(root, said, parentElement) {
  root.lang = said.language;
  if (root.querySelector("[data-page]") || said.content.some((part) => part[1]["data-page"] !== undefined)) {
    document.documentElement.lang = said.language;
  }
  const before = parentElement.activeElement ?? null;
  fill(root, said.content);
  ahead.seen(root);
  rest(root);
  mark(root);
  settle(root, before);
}
