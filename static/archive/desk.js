// The desk's pages work without this file; it makes some things quicker.

// A submission that is being read: its progress is asked for again until all is read.
async function followProgress(shown) {
  const page = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (page?.ok) {
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("progress");
    if (!fresh?.dataset.poll) return location.reload();
    shown.replaceChildren(...fresh.childNodes);
  }
  setTimeout(followProgress, Number(shown.dataset.poll), shown);
}

const reading = document.querySelector("[data-poll]");
if (reading) setTimeout(followProgress, Number(reading.dataset.poll), reading);

// Files and whole folders may be dropped anywhere on the form; they join those chosen before.
// Where each lay is sent along: a folder may hold many files of one name.
const dropped = new WeakMap();

async function filesIn(entry) {
  if (entry.isFile) {
    const file = await new Promise((give, fail) => entry.file(give, fail));
    return [{ file, path: entry.fullPath.slice(1) }];
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    const some = await new Promise((give, fail) => reader.readEntries(give, fail)); // a hundred at a time
    if (!some.length) break;
    inside.push(...some.filter((each) => !each.name.startsWith(".")));
  }
  const found = [];
  for (const each of inside) found.push(...(await filesIn(each)));
  return found;
}

function sayHowMany(zone) {
  const counts = [...zone.querySelectorAll("input[type=file]")].map((input) => input.files.length);
  const count = counts.reduce((sum, each) => sum + each, 0);
  const said = zone.querySelector("[data-dropped]");
  const words = count === 1 ? said.dataset.one : said.dataset.dropped.replace("#", count.toLocaleString());
  const isTooMany = count > Number(said.dataset.most);
  said.textContent = count ? `${words}${isTooMany ? ` ${said.dataset.tooMany}` : ""}` : "";
}

function pathsOf(input) {
  return dropped.get(input) ?? [...input.files].map((file) => file.webkitRelativePath || file.name);
}

async function takeDropped(zone, transfer) {
  // The list is gone after the first wait.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  const input = zone.querySelector("input[type=file]");
  const all = new DataTransfer();
  const paths = pathsOf(input);
  for (const file of input.files) all.items.add(file);
  for (const entry of entries) {
    for (const { file, path } of await filesIn(entry)) {
      all.items.add(file);
      paths.push(path);
    }
  }
  input.files = all.files;
  dropped.set(input, paths);
  sayHowMany(zone);
}

for (const zone of document.querySelectorAll("[data-drop]")) {
  zone.addEventListener("change", (event) => {
    dropped.delete(event.target);
    sayHowMany(zone);
  });
  zone.addEventListener("submit", () => {
    const paths = [...zone.querySelectorAll("input[type=file]")].flatMap(pathsOf);
    zone.querySelector("[name=paths]").value = JSON.stringify(paths);
  });
  zone.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("is-over");
  });
  zone.addEventListener("drop", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    takeDropped(zone, event.dataTransfer);
  });
}
