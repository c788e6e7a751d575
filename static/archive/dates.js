// Bars of dates: drag from one to another, or hold shift and press the arrow keys, for all of them together. The fields
// below the bars do the same without.
const form = document.querySelector("form.dates");
const lists = [...document.querySelectorAll(".facets ul")].filter((list) => list.querySelector("[data-since]"));

for (const list of form ? lists : []) {
  const bars = [...list.querySelectorAll("[data-since]")];
  if (bars.length < 2) continue;
  const hint = list.parentElement.querySelector(".range-hint");
  const asked = hint.textContent;
  let first = -1;
  let last = -1;
  hint.hidden = false;

  const show = () => {
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    bars.forEach((bar, at) => bar.classList.toggle("in-range", first !== last && low <= at && at <= high));
    const ends = first === last ? [] : [bars[low], bars[high]];
    ends.sort((one, other) => one.dataset.since.localeCompare(other.dataset.since));
    hint.textContent = ends.map((bar) => bar.querySelector("a span").textContent).join(" – ") || asked;
  };
  const forget = () => {
    first = last = -1;
    show();
  };
  const narrow = () => {
    const days = [first, last].flatMap((at) => [bars[at].dataset.since, bars[at].dataset.until]).sort();
    form.elements.from.value = days[0];
    form.elements.to.value = days[3];
    form.requestSubmit();
  };
  const barAt = (event) => bars.indexOf(document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-since]"));

  list.addEventListener("dragstart", (event) => event.preventDefault());
  list.addEventListener("pointerdown", (event) => {
    // A finger scrolls the list; it has the fields.
    if (event.button !== 0 || event.pointerType === "touch") return;
    first = last = barAt(event);
    if (first < 0) return;
    const move = (moved) => {
      const at = barAt(moved);
      if (at >= 0) last = at;
      show();
    };
    const end = (ended) => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      if (ended.type === "pointercancel" || barAt(ended) < 0) forget();
      else if (first !== last) narrow();
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  });
  list.addEventListener("keydown", (event) => {
    const at = bars.indexOf(event.target.closest("[data-since]"));
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.shiftKey && step && at >= 0) {
      event.preventDefault();
      if (first < 0) first = last = at;
      last = Math.min(Math.max(last + step, 0), bars.length - 1);
      show();
    } else if (event.key === "Escape") forget();
    else if (event.key === "Enter" && first !== last) {
      event.preventDefault();
      narrow();
    }
  });
  list.addEventListener("focusout", (event) => {
    if (!list.contains(event.relatedTarget)) forget();
  });
}
