// The search box suggests the places and aircraft types that reports name. Without this file it is a plain box.

const box = document.querySelector("[data-suggest]");
const PAUSE = 150; // ms without a key before the server is asked

if (box) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestions);
  const said = document.createElement("p");
  said.className = "sr";
  said.setAttribute("role", "status");
  box.parentElement.append(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false",
  })) box.setAttribute(name, value);

  let waiting = 0;
  let asked = null;
  let start = 0;
  let found = [];
  let chosen = -1;

  const close = () => {
    clearTimeout(waiting);
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  };

  const take = (each) => {
    const filter = document.createElement("input");
    Object.assign(filter, { type: "hidden", name: each.kind, value: each.id });
    box.value = box.value.slice(0, start).trimEnd();
    box.form.append(filter);
    close();
    box.form.requestSubmit();
  };

  const part = (css, text) => {
    const span = document.createElement("span");
    span.className = css;
    span.textContent = text;
    return span;
  };

  const show = (answer) => {
    ({ start, found } = answer);
    chosen = -1;
    list.replaceChildren(...found.map((each, at) => {
      const option = document.createElement("li");
      option.id = `suggestion-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(part("name", each.name), part("note", `: ${each.note}`));
      option.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      option.addEventListener("click", () => take(each));
      return option;
    }));
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(found.length > 0));
    said.textContent = answer.said;
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const text = box.value;
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (answer.ok && text === box.value && document.activeElement === box) show(await answer.json());
    } catch {
      close(); // no suggestions, then; the search itself needs none
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    const isAtEnd = box.selectionStart === box.value.length;
    if (isAtEnd && box.value.trim().length > 1) waiting = setTimeout(ask, PAUSE);
    else close();
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = found.length - 1;
    if (event.key === "ArrowDown") mark(chosen === last ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen === -1 ? last : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(found[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
}
