"""Incident reviews of any length, in our own words; every number is another one, so that no two paragraphs are the same."""

CALM = [
    "The rollout {} started in the first zone and went on to the others after ten minutes.",
    "Requests to checkout {} took longer than the limit of two seconds, so the gateway closed them.",
    "Ana compared the memory graphs of release {} and the one before, and suggested a rollback.",
    "The readiness probe of pod {} failed, and the remaining ones had to carry the traffic.",
    "At 09:43 the on-call engineer restarted connection pooler {}.",
    "The limit lives in repository {}, the service in its own, and no check compares the two.",
    "The load test uses a catalogue of {} products, where production has 410,000.",
    "Alert {} fired at 09:16 and paged the first responder.",
    "The deploy tool ignored attempt {}, as its lock had not expired.",
    "If host {} is drained while a backup runs, the job is started again elsewhere.",
    "The queue had grown to `{}` messages by then, see [the dashboard](https://example.org/d/queue).",
    "The certificate {} was renewed in time, but the proxy kept the old one in memory.",
]
BLAMING = [
    "Priya forgot to raise limit {}.",
    "The duty manager failed to escalate call {}.",
    "He should have checked graph {} before he approved it.",
    "This was a careless mistake of reviewer {}.",
]


def _sentences():
    number = 0
    while True:
        for sentence in CALM:
            number += 1
            # One sentence in thirteen blames.
            yield (BLAMING[number // 13 % len(BLAMING)] if number % 13 == 0 else sentence).format(number)


def reviews(size):
    """At least so many bytes of Markdown, all of it ASCII, up to the end of a section."""
    sentence = _sentences()
    parts, length, number = [], 0, 0
    while length < size:
        number += 1
        part = (
            f"# Incident {number}: checkout timeouts\n\n| | |\n|---|---|\n| Status | reviewed |\n| Impact | {next(sentence)} |\n\n"
            f"## Summary\n\n{next(sentence)} {next(sentence)} {next(sentence)}\n{next(sentence)}\n\n{next(sentence)} {next(sentence)}\n\n"
            f"## Timeline\n\n- 09:08 {next(sentence)}\n- 09:12 {next(sentence)}\n- **09:16** {next(sentence)}\n\n"
            f"```console\n$ kubectl get pods --watch\nNAME READY STATUS\n```\n\n> {next(sentence)}\n\n"
            f"## Action items\n\n1. {next(sentence)}\n2. *{next(sentence)}*\n\n"
        )
        parts.append(part)
        length += len(part)
    return "".join(parts)
