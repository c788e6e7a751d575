// Everything works without this file; it makes some things quicker.

const KEYS_OFF = "parallax-keys-off";

function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage may be forbidden; the keys then stay on
  }
}

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") putOut();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || stored(KEYS_OFF)) return;
  if (event.key === "/") {
    const box = document.getElementById("q");
    event.preventDefault();
    if (box) box.select();
    else location.href = `${document.querySelector(".wordmark").href}#q`;
  }
  if (event.key === "?") location.href = `${document.body.dataset.help}#keys`;
});

const keys = document.querySelector("[data-keys]");
if (keys) {
  keys.checked = !stored(KEYS_OFF);
  keys.addEventListener("change", () => {
    if (keys.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
  });
}

// Side by side: a chosen passage and its counterparts light up, each brought into view in its own column.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function putOut() {
  for (const passage of document.querySelectorAll(".lit")) passage.classList.remove("lit");
}

function bringIntoView(passage, level) {
  const column = passage.closest(".column");
  if (column.scrollHeight <= column.clientHeight) return;
  // The head of a column stays on top, over what is read: below it the passage can be seen.
  const free = column.querySelector("header").getBoundingClientRect().bottom + 4;
  const by = passage.getBoundingClientRect().top - Math.max(level, free);
  column.scrollBy({ top: by, behavior: calm.matches ? "auto" : "smooth" });
}

function light(chosen) {
  const wasLit = chosen.classList.contains("chosen") && chosen.classList.contains("lit");
  putOut();
  for (const passage of document.querySelectorAll(".chosen")) passage.classList.remove("chosen");
  if (wasLit) return;
  chosen.classList.add("lit", "chosen");
  const level = chosen.getBoundingClientRect().top;
  const seen = new Set();
  for (const id of chosen.dataset.with.trim().split(/\s+/)) {
    const other = document.getElementById(id);
    if (!other) continue;
    other.classList.add("lit");
    const column = other.closest(".column");
    if (!seen.has(column)) bringIntoView(other, level);
    seen.add(column);
  }
}

for (const columns of document.querySelectorAll(".columns")) {
  columns.addEventListener("click", (event) => {
    const passage = event.target.closest(".told");
    // On a phone the columns are stacked: there the number's link leads on, as without this file.
    const isStacked = getComputedStyle(columns).display === "block";
    if (!passage || isStacked || String(getSelection())) return;
    event.preventDefault();
    light(passage);
  });
}

// Ticked reports: the button says how many.
for (const button of document.querySelectorAll("[data-ticked]")) {
  const plain = button.textContent;
  const say = () => {
    const count = button.form.querySelectorAll(":checked").length;
    const words = count === 1 ? button.dataset.tickedOne : button.dataset.ticked.replace("#", count);
    button.textContent = count ? words : plain;
    button.form.classList.toggle("has-ticks", count > 0);
  };
  button.form.addEventListener("change", say);
  addEventListener("pageshow", say);
}

// What was unfolded is found unfolded again by back and reload.
const folds = [...document.querySelectorAll("main details")];
const unfolded = history.state?.unfolded;
if (unfolded?.length === folds.length) folds.forEach((fold, number) => (fold.open = unfolded[number]));
document.addEventListener("toggle", () => {
  history.replaceState({ ...history.state, unfolded: folds.map((fold) => fold.open) }, "");
}, true); // it does not bubble

// Copying, and a link to the words selected in a report.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied || button.textContent;
  });
}

function offsetIn(range, isEnd) {
  const node = isEnd ? range.endContainer : range.startContainer;
  const sentence = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!sentence) return null;
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(node, isEnd ? range.endOffset : range.startOffset);
  return Number(sentence.dataset.at) + [...before.toString()].length;
}

const offer = document.querySelector("[data-selection]");
const prose = document.querySelector("[data-permalink]");
if (offer && prose) {
  offer.hidden = false;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !prose.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const [from, to] = [offsetIn(range, false), offsetIn(range, true)];
    if (from === null || to === null || from >= to) return;
    const link = document.createElement("a");
    link.href = `${prose.dataset.permalink}?from=${from}&to=${to}&text=${prose.dataset.text}#c${from}-${to}`;
    link.textContent = offer.dataset.selection;
    offer.replaceChildren(link);
  });
}

// A slow form says that it is at work, and is sent once.
for (const form of document.querySelectorAll("[data-busy]")) {
  form.addEventListener("submit", (event) => {
    if (form.classList.contains("is-busy")) event.preventDefault();
    form.classList.add("is-busy");
    form.querySelector(".busy").textContent = form.dataset.busy;
  });
  addEventListener("pageshow", () => form.classList.remove("is-busy"));
}

// Marked names: a card says what each is, on hover and on focus; it can be pointed at, and Escape closes it.
const GRACE = 200; // ms the pointer may take from the name to its card
let openCard = null;
let closing = 0;

function closeCard() {
  clearTimeout(closing);
  if (openCard) openCard.hidden = true;
  openCard = null;
}

function showCard(mark) {
  const card = document.getElementById(mark.dataset.card);
  clearTimeout(closing);
  if (card === openCard) return;
  closeCard();
  card.hidden = false;
  openCard = card;
  document.body.append(card);
  const [line] = mark.getClientRects();
  const left = Math.min(line.left, document.documentElement.clientWidth - card.offsetWidth - 16);
  const below = line.bottom + card.offsetHeight + 8 < innerHeight;
  card.style.left = `${Math.max(left, 16) + scrollX}px`;
  card.style.top = `${(below ? line.bottom + 4 : line.top - card.offsetHeight - 4) + scrollY}px`;
}

function closeSoon() {
  clearTimeout(closing);
  closing = setTimeout(closeCard, GRACE);
}

for (const [shows, hides] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(shows, (event) => {
    const mark = event.target.closest?.("[data-card]");
    if (mark) showCard(mark);
    else if (event.target.closest?.(".card")) clearTimeout(closing);
  });
  document.addEventListener(hides, (event) => {
    if (event.target.closest?.("[data-card], .card")) closeSoon();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeCard();
});

// Results: j and k walk the rows, o opens one, x ticks it. In a report: n and p walk the hits.
const rows = [...document.querySelectorAll("li.hit")];
const marked = [...document.querySelectorAll(".prose [id^='hit-']")];
let here = -1;

function walkTo(list, number) {
  if (!list.length) return;
  list[here]?.classList.remove("is-here");
  here = Math.min(Math.max(number, 0), list.length - 1);
  list[here].classList.add("is-here");
  list[here].scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  list[here].querySelector("h3 a")?.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || stored(KEYS_OFF)) return;
  if (event.key === "j") walkTo(rows, here + 1);
  if (event.key === "k") walkTo(rows, here - 1);
  if (event.key === "o" && rows[here]) rows[here].querySelector("h3 a").click();
  if (event.key === "x" && rows[here]) rows[here].querySelector("input[type=checkbox]").click();
  if (event.key === "n" && marked.length) location.hash = marked[(here = (here + 1) % marked.length)].id;
  if (event.key === "p" && marked.length) {
    here = (Math.max(here, 0) + marked.length - 1) % marked.length;
    location.hash = marked[here].id;
  }
});

// At the desk: j and k walk a report's blocks, d to the next doubtful one; x keeps or removes it, p publishes.
const blocks = [...document.querySelectorAll(".blocks > .block")].filter((block) => block.querySelector("button"));
const publish = document.querySelector("button[name=action][value=publish]");
for (const hint of document.querySelectorAll("[data-block-keys]")) hint.hidden = Boolean(stored(KEYS_OFF));
// A verdict was changed and the page is back where it was.
let atBlock = blocks.findIndex((block) => `#${block.id}` === location.hash);
if (atBlock >= 0) walkToBlock(atBlock);

function walkToBlock(number) {
  if (number < 0 || number >= blocks.length) return;
  blocks[atBlock]?.classList.remove("is-here");
  atBlock = number;
  blocks[atBlock].classList.add("is-here");
  blocks[atBlock].scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  blocks[atBlock].querySelector("button").focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || stored(KEYS_OFF)) return;
  if (!blocks.length) return;
  if (event.key === "j") walkToBlock(atBlock + 1);
  if (event.key === "k") walkToBlock(atBlock - 1);
  if (event.key === "d") {
    walkToBlock(blocks.findIndex((block, number) => number > atBlock && block.classList.contains("doubtful")));
  }
  if (event.key === "x" && blocks[atBlock]) blocks[atBlock].querySelector("button").click();
  if (event.key === "p" && publish) publish.click();
});
