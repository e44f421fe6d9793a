// How a part of a page comes into it: made once for an element, and told of each run's data, where they are other data, and of
// how to speak.

function mountedOnce(Part) {
  const holders = new WeakMap();
  return ({ data, parentElement, setTriggerValue }) => {
    let holder = holders.get(parentElement);
    if (!holder?.part.root.isConnected) {
      holder = { part: new Part(parentElement) };
      holders.set(parentElement, holder);
    }
    const said = news(holder, data);
    const tell = asking(setTriggerValue);
    if (said) holder.part.update(said, tell);
    else holder.part.tell = tell;
  };
}
