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
