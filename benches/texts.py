"""Texts to measure with: generated, always the same, in our own words."""

CALM = (
    "The rollout started in the first zone and went on to the others after ten minutes.",
    "Requests to the checkout service took longer than the limit of two seconds, so the gateway closed them.",
    "Ana compared the memory graphs of both releases and suggested a rollback.",
    "The readiness probe of the new pods failed, and the remaining ones had to carry the traffic.",
    "At 09:43 the on-call engineer restarted the connection pooler.",
    "The limit lives in the platform repository, the service in its own, and no check compares the two.",
    "We had lowered the default limit from 1 GiB to 512 MiB two weeks earlier.",
    "The load test uses a catalogue of 2,000 products, where production has 410,000.",
    "The alert on the error budget fired at 09:16 and paged the first responder.",
    "Support had a status page up within a quarter of an hour.",
    "The deploy tool ignored the first attempt, as its lock had not expired.",
    "If a host is drained while a backup runs, the job is started again elsewhere.",
    "The queue had grown to `1,204,311` messages by then, see [the dashboard](https://example.org/d/queue).",
    "Oluwaseun and Mateus moved the traffic to the second region by hand.",
    "The certificate was renewed in time, but the proxy kept the old one in memory.",
    "Nobody outside of the team could see that the index was being rebuilt.",
)
"""Sentences of a review in which nobody is blamed."""

BLAMING = (
    "Priya forgot to raise the limit.",
    "The duty manager failed to escalate.",
    "In the end the outage was caused by human error.",
    "He should have checked the numbers before he approved it.",
    "The platform team never told us.",
    "This was a careless mistake of the reviewer.",
)
"""Sentences that the rules are about."""


def reviews(size: int, start: int = 0) -> str:
    """Incident reviews in ASCII, about `size` bytes of them. One sentence in thirteen blames. `start` chooses the first one."""

    def sentences():
        at = start
        while True:
            at += 1
            yield BLAMING[at // 13 % len(BLAMING)] if at % 13 == 12 else CALM[at % len(CALM)]

    s = sentences()
    text, number = [], start
    length = 0
    while length < size:
        number += 1
        review = (
            f"# Incident {number}: checkout timeouts\n\n| | |\n|---|---|\n| Status | reviewed |\n| Impact | {next(s)} |\n\n"
            f"## Summary\n\n{next(s)} {next(s)} {next(s)}\n{next(s)}\n\n{next(s)} {next(s)}\n\n"
            f"## Timeline\n\n- 09:08 {next(s)}\n- 09:12 {next(s)}\n- **09:16** {next(s)}\n\n"
            f"```console\n$ kubectl get pods --watch\nNAME READY STATUS\n```\n\n> {next(s)}\n\n"
            f"## Action items\n\n1. {next(s)}\n2. *{next(s)}*\n\n"
        )
        text.append(review)
        length += len(review)
    return "".join(text)


def not_ascii(text: str) -> str:
    """The text as it is written elsewhere: accents, typographic marks and other scripts."""
    for plain, other in (("the ", "thé "), ("Ana", "Zoë"), (" - ", " – "), ("service", "сервис"), (", ", "… ")):
        text = text.replace(plain, other)
    return text


END = "\n\nPriya forgot to renew the certificate.\n"
"""A finding behind it all, which shows that nothing was skipped."""


def repeated(unit: str):
    """A text by the number of repetitions."""
    return lambda size: unit * size + END


def nested(opening: str, closing: str = ""):
    """Something inside of itself, and a blaming sentence in the middle."""
    return lambda size: f"{opening * size}Priya forgot to tag it{closing * size}{END}"


def names(size: int) -> str:
    """A list of made-up people, and then a text about some."""
    syllables = ("ka", "ri", "mo", "ne", "sha", "lu", "ta", "vi", "no", "de")
    written = (
        "".join(syllables[int(digit)] for digit in f"{at:05}").capitalize() for at in range(size)
    )
    return "Responders: " + ", ".join(written) + END


def scalars(size: int) -> str:
    """Every Unicode scalar value once; the first `size` of them."""
    values = (chr(value) for value in range(0x110000) if not 0xD800 <= value <= 0xDFFF)
    return "".join(value for _, value in zip(range(size), values, strict=False)) + END


ADVERSARIAL = {
    "one line": (repeated("Priya forgot it and the pod failed, "), 2_500),
    "the engineer who": (repeated("the engineer who "), 5_000),
    "forgot to": (repeated("forgot to "), 5_000),
    "words without an end": (repeated("word "), 12_500),
    "(": (repeated("("), 25_000),
    "[": (repeated("["), 25_000),
    "*": (repeated("*"), 25_000),
    "* a": (repeated("*a "), 12_500),
    "_": (repeated("_"), 25_000),
    "_ a__": (repeated("_a__ "), 12_500),
    "`": (repeated("`"), 25_000),
    "a `": (repeated("a `"), 12_500),
    "backticks of all lengths": (lambda size: " a".join("`" * (at % 300) for at in range(size // 100)) + END, 25_000),
    ">": (repeated("> "), 25_000),
    "-": (repeated("- "), 25_000),
    "|": (repeated("|"), 25_000),
    "| rows": (lambda size: "|a|b|\n|-|-|\n" + "|Priya|forgot it|\n" * size + END, 2_500),
    "<!--": (repeated("<!--"), 25_000),
    "<!-- -->": (repeated("a <!-- unblame-enable --> "), 2_500),
    "<div>": (repeated("<div>\n"), 12_500),
    "links": (repeated("[a](b) "), 6_000),
    "open links": (repeated("[a](b"), 12_500),
    "nested brackets": (nested("[", "]"), 10_000),
    "nested emphasis": (nested("*a ", "*"), 10_000),
    "nested quotes": (nested("> "), 10_000),
    "nested lists": (lambda size: "\n".join("  " * (at % 60) + "- a" for at in range(size)) + END, 2_500),
    "quotation marks": (repeated("“a "), 12_500),
    "findings": (repeated("Priya forgot it.\n\n"), 2_500),
    "names": (names, 5_000),
    "right to left": (repeated("\u202eעברית מהנדס\u202c forgot \u2066שכח\u2069 "), 2_500),
    "zero width": (repeated("for\u200bgot\u200d \u200b\ufeff"), 6_000),
    "combining marks": (repeated("e\u0301\u0301"), 12_500),
    "one word": (repeated("forgot"), 12_500),
    "scalar values": (scalars, 100_000),
}
"""By name: how the text grows, and a size at which the growth is measured."""
