// The details of a node that was clicked, asked for in the same moment as the run of the page, which takes longer; what the run
// then says is the same. Only where details stand open already: all else is for the run to lay out.

const PATIENCE = 30_000;

// One for all panels of the page: root is the panel that shows details, awaited the node whose details were asked for.
const ahead = (globalThis[Symbol.for("learnmap.ahead")] ||= {
  root: null,
  awaited: null,
  async ask(id) {
    this.awaited = null;
    if (!this.root?.isConnected) return;
    const asked = (this.awaited = { id, until: performance.now() + PATIENCE });
    const here = new URLSearchParams(location.search);
    here.set("select", id);
    const answer = await fetch(new URL(`./part/details?${here}`, document.baseURI)).catch(() => null);
    const data = answer?.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    if (data && this.awaited === asked && this.root?.isConnected) this.root.take(data, true);
  },
  // Whether what a run says to a panel is older than what was asked for since.
  isLate(root, said) {
    if (root !== this.root || !this.awaited || performance.now() > this.awaited.until) return false;
    if (said && nodeOf(said.content) !== this.awaited.id) return true;
    if (said || root.querySelector("[data-ahead]")?.dataset.ahead === this.awaited.id) this.awaited = null;
    return false;
  },
  seen(root) {
    if (root.querySelector("[data-ahead]")) this.root = root;
    else if (this.root === root) this.root = null;
  },
});
addEventListener("popstate", () => { ahead.awaited = null; });

// The id of the node whose details are among some parts of a panel, or null.
function nodeOf(parts) {
  for (const part of parts) {
    const found = typeof part === "string" ? null : part[1]["data-ahead"] ?? nodeOf(part[2]);
    if (found) return found;
  }
  return null;
}
