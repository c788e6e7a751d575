"""Strings made to run a script: a few of our own, and a seeded sample of the development data where it is."""

import json
import random
from pathlib import Path

OWN = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<a href='javascript:alert(1)' id=go>go</a>",
    "<a href='java&#10;script:alert(1)'>go</a>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<form action='javascript:alert(1)'><button>go</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.invalid/'>",
    "<link rel=stylesheet href='https://evil.invalid/x.css'>",
    "<style>@import 'https://evil.invalid/x.css';</style>",
    "<img src='https://evil.invalid/x.png'>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</title></textarea></style></script><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    '"><script>alert(1)</script>',
    "' autofocus onfocus=alert(1) x='",
    "{{ 7|add:7 }}{% debug %}",
    "](javascript:alert(1))",
)


def scripts(folder: Path, count: int, seed: int = 20260801) -> list[str]:
    """Return our own strings and up to ``count`` of those below ``folder``, the same ones for the same seed."""
    lines: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        lines += path.read_text(encoding="utf-8", errors="replace").splitlines()
    for path in sorted(folder.glob("*.json")):
        lines += [entry["payload"] for entry in json.loads(path.read_text(encoding="utf-8"))]
    found = sorted({line.strip() for line in lines if "<" in line})
    return [*OWN, *random.Random(seed).sample(found, min(count, len(found)))]  # noqa: S311  (no secret)
