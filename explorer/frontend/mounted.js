// How a part of a page comes into it: made once for an element, and told of each run's data and of how to speak.

function mountedOnce(Part) {
  const parts = new WeakMap();
  return ({ data, parentElement, setTriggerValue }) => {
    let part = parts.get(parentElement);
    if (!part?.root.isConnected) {
      part = new Part(parentElement);
      parts.set(parentElement, part);
    }
    part.update(data, (event) => setTriggerValue("event", event));
  };
}
