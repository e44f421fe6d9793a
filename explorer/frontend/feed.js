// What a drawing is to show, by the key of its canvas: kept here by whichever part comes first, canvas or message.

function feedOf(key) {
  const name = Symbol.for("learnmap.feeds");
  globalThis[name] ||= new Map();
  const feeds = globalThis[name];
  if (!feeds.has(key)) feeds.set(key, makeFeed());
  return feeds.get(key);
}

function makeFeed() {
  return {
    drawing: null,
    shown: null,
    selected: null,
    awaited: null,
    attach(drawing) {
      if (this.drawing === drawing) return;
      this.drawing = drawing;
      if (this.shown) this.show(this.shown);
    },
    detach(drawing) {
      if (this.drawing === drawing) this.drawing = null;
    },
    show(data) {
      this.shown = data;
      if (!this.drawing) return;
      this.drawing.show(data, this.selected);
    },
    select(id) {
      // A run that began before the last click still tells of the click before it.
      if (this.awaited && this.awaited.id !== id && performance.now() < this.awaited.until) return;
      this.awaited = null;
      this.selected = id;
      globalThis[Symbol.for("learnmap.selected")] = id;
      globalThis.dispatchEvent?.(new CustomEvent("learnmap-selected"));
      if (this.drawing && this.drawing.selected !== id) this.drawing.select(id);
    },
  };
}
