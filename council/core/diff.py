"""What changed between two texts: by paragraph, then by word, and by character where the text is Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from council.core.paragraphs import Paragraph, paragraphs, sentences, tokens

_T = TypeVar("_T")

SAME, ADDED, REMOVED, CHANGED, GAP = "same", "added", "removed", "changed", "gap"

_ALIKE = 0.4  # below this share of common words two paragraphs are two paragraphs, not one that changed
_PAIRS = 900  # pairs of paragraphs that are compared with each other
_WORK = 200_000  # pairs of equal words in one comparison, and a twentieth of all pairs: difflib is quadratic


@dataclass(frozen=True)
class Run:
    """A stretch of one kind: same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Block:
    """A paragraph. kind: same, added, removed, changed or gap; role: text, item, or heading with its level."""

    kind: str
    runs: tuple[Run, ...]
    role: str = "text"
    level: int = 0
    hidden: int = 0  # of a gap: the unchanged paragraphs it stands for


@dataclass(frozen=True)
class Stats:
    """Words (in Chinese: characters) added and removed, and paragraphs by kind."""

    added: int
    removed: int
    paragraphs_added: int
    paragraphs_removed: int
    paragraphs_changed: int


def diff(old: str, new: str, lang: str) -> list[Block]:
    """Paragraphs of both texts in order; what moved counts as removed here and added there.

    Line breaks inside a paragraph and the width of spaces are not changes. `lang` says how a wrapped line
    goes on: without a space in Chinese.
    """
    before, after = paragraphs(old, lang), paragraphs(new, lang)
    blocks: list[Block] = []
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
        if tag == "equal":
            blocks += [_block(SAME, p) for p in after[j1:j2]]
        else:
            blocks += _replaced(before[i1:i2], after[j1:j2])
    return blocks


def stats(blocks: Sequence[Block]) -> Stats:
    """How much changed."""
    words = {ADDED: 0, REMOVED: 0}
    for block in blocks:
        for run in block.runs:
            if run.kind in words:
                words[run.kind] += sum(not t.isspace() for t in tokens(run.text))
    kinds = Counter(block.kind for block in blocks)
    return Stats(words[ADDED], words[REMOVED], kinds[ADDED], kinds[REMOVED], kinds[CHANGED])


def condense(blocks: Sequence[Block], around: int = 1) -> list[Block]:
    """The same with long unchanged stretches replaced by gaps; headings above a change stay."""
    keep = [block.kind != SAME for block in blocks]
    for i, block in enumerate(blocks):
        if block.kind != SAME:
            for j in range(max(0, i - around), min(len(blocks), i + around + 1)):
                keep[j] = True
            above = next((j for j in range(i, -1, -1) if blocks[j].role == "heading"), None)
            if above is not None:
                keep[above] = True
    result: list[Block] = []
    for block, kept in zip(blocks, keep, strict=True):
        if kept:
            result.append(block)
        elif result and result[-1].kind == GAP:
            result[-1] = Block(GAP, (), hidden=result[-1].hidden + 1)
        else:
            result.append(Block(GAP, (), hidden=1))
    return result


def _opcodes(a: Sequence[_T], b: Sequence[_T]) -> Iterator[tuple[str, int, int, int, int]]:
    """difflib's, with equal ends taken off first and one crude answer where the fine one would take too long."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    middle_a, middle_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if head:
        yield "equal", 0, head, 0, head
    if middle_a or middle_b:
        if _work(middle_a, middle_b) > _WORK:
            yield "replace", head, len(a) - tail, head, len(b) - tail
        else:
            for tag, i1, i2, j1, j2 in SequenceMatcher(
                None, middle_a, middle_b, autojunk=False
            ).get_opcodes():
                yield tag, head + i1, head + i2, head + j1, head + j2
    if tail:
        yield "equal", len(a) - tail, len(a), len(b) - tail, len(b)


def _work(a: Sequence[_T], b: Sequence[_T]) -> int:
    often = Counter(b)
    return max(sum(often[x] for x in a), len(a) * len(b) // 20)


def _replaced(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Block]:
    """Each new paragraph beside the old one it came from, the rest as removed and added."""
    if len(old) * len(new) > _PAIRS:
        i, j = len(old) // 2, len(new) // 2
        return _replaced(old[:i], new[:j]) + _replaced(old[i:], new[j:])
    blocks: list[Block] = []
    at_old = at_new = 0
    for i, j in [*_partners(old, new), (len(old), len(new))]:
        blocks += [_block(REMOVED, p) for p in old[at_old:i]]
        blocks += [_block(ADDED, p) for p in new[at_new:j]]
        if i < len(old):
            runs = tuple(_runs(old[i].text, new[j].text))
            blocks.append(Block(CHANGED, runs, new[j].role, new[j].level))
        at_old, at_new = i + 1, j + 1
    return blocks


def _block(kind: str, paragraph: Paragraph) -> Block:
    return Block(kind, (Run(kind, paragraph.text),), paragraph.role, paragraph.level)


def _partners(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Pairs in the order of both sides whose likeness sums highest (as in a longest common subsequence)."""
    words_old, words_new = [_bag(p) for p in old], [_bag(p) for p in new]
    alike = [[_alike(a, b) for b in words_new] for a in words_old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _bag(paragraph: Paragraph) -> tuple[str, int, Counter[str]]:
    return paragraph.role, paragraph.level, Counter(t for t in tokens(paragraph.text) if not t.isspace())


def _alike(a: tuple[str, int, Counter[str]], b: tuple[str, int, Counter[str]]) -> float:
    """Twice the common words over all words, or 0 when that is too few or the paragraphs differ in kind."""
    if a[:2] != b[:2]:
        return 0.0
    share = 2 * (a[2] & b[2]).total() / ((a[2].total() + b[2].total()) or 1)
    return share if share >= _ALIKE else 0.0


def _runs(old: str, new: str) -> list[Run]:
    a, b = tokens(old), tokens(new)
    if _work(a, b) > _WORK:
        a, b = sentences(old), sentences(new)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in _tidied(list(_opcodes(a, b)), a):
        if tag == "equal":
            runs.append(Run(SAME, "".join(a[i1:i2])))
        else:
            runs += [Run(k, t) for k, t in ((REMOVED, "".join(a[i1:i2])), (ADDED, "".join(b[j1:j2]))) if t]
    return runs


def _tidied(
    opcodes: list[tuple[str, int, int, int, int]], a: Sequence[str]
) -> list[tuple[str, int, int, int, int]]:
    """Changes with nothing but a space or a sign between them are read as one change."""
    result: list[tuple[str, int, int, int, int]] = []
    for n, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        between = tag == "equal" and 0 < n < len(opcodes) - 1 and not any(map(_says, a[i1:i2]))
        if tag != "equal" or between:
            if result and result[-1][0] != "equal":
                _, k1, _, l1, _ = result.pop()
                i1, j1 = k1, l1
            result.append(("replace", i1, i2, j1, j2))
        else:
            result.append((tag, i1, i2, j1, j2))
    return result


def _says(token: str) -> bool:
    return token[0].isalnum()
